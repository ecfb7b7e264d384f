/** Side of the grey images of shapes, in pixels. */
export const SIDE = 12;

export const PIXELS = SIDE * SIDE;

/** A class of images: name, how often it occurs, and its drawing of 8 x 8. */
export interface ShapeClass {
  readonly name: string;
  /** Share of the images. All shares together are 1. */
  readonly share: number;
  readonly rows: readonly string[];
}

/** Side of a drawing. It stands anywhere on the image, so that all of it is seen. */
export const DRAWING = 8;

/**
 * Ten shapes. Two make up half of the images, and the four rarest 7% of them, the last 1%.
 */
export const SHAPES: readonly ShapeClass[] = [
  shape('bar', 0.3, '........ ........ ........ ######## ######## ........ ........ ........'),
  shape('post', 0.22, '...##... ...##... ...##... ...##... ...##... ...##... ...##... ...##...'),
  shape('square', 0.15, '######## ######## ##....## ##....## ##....## ##....## ######## ########'),
  shape('disc', 0.11, '..####.. .######. ######## ######## ######## ######## .######. ..####..'),
  shape('slope', 0.09, '......## .....##. ....##.. ...##... ..##.... .##..... ##...... #.......'),
  shape('fall', 0.06, '##...... .##..... ..##.... ...##... ....##.. .....##. ......## .......#'),
  shape('gate', 0.03, '######## ######## ##....## ##....## ##....## ##....## ##....## ##....##'),
  shape('stairs', 0.02, '##...... ##...... ####.... ####.... ######.. ######.. ######## ########'),
  shape('dots', 0.01, '##....## ##....## ........ ........ ........ ........ ##....## ##....##'),
  shape('checks', 0.01, '##..##.. ##..##.. ..##..## ..##..## ##..##.. ##..##.. ..##..## ..##..##'),
];

function shape(name: string, share: number, drawing: string): ShapeClass {
  return { name, share, rows: drawing.split(' ') };
}

/** Places where a drawing can stand, along each side. */
export const PLACES = SIDE - DRAWING + 1;

/** Adds the drawing to an image at `offset` in `values`, with its corner `left` pixels from the left and `top` from the top. */
export function drawShape(
  { rows }: ShapeClass,
  values: Float64Array,
  offset: number,
  { left, top, brightness }: { readonly left: number; readonly top: number; readonly brightness: number },
): void {
  for (let y = 0; y < DRAWING; y++)
    for (let x = 0; x < DRAWING; x++)
      if (rows[y][x] === '#') values[offset + (top + y) * SIDE + left + x] += brightness;
}
