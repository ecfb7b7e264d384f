import type { Modality } from '../corpus/example.ts';
import { ColumnsBuilder } from '../features/columns/column-builder.ts';
import { columnsFacet } from '../features/columns/facet.ts';
import type { Encoder, FeatureRequest } from '../features/encoder.ts';
import { givenEncoder } from '../features/given.ts';
import { PictureFacetBuilder, pictureFacet } from '../features/image/picture-facet.ts';
import { VectorFacetBuilder, vectorFacet } from '../features/vector-facet.ts';
import type { FacetBuilder } from '../profile/facet.ts';
import type { TokenSource } from '../profile/token-source.ts';
import { CodeReader } from '../syntax/code-reader.ts';
import { codeFacet } from '../syntax/facet.ts';
import type { Task } from './engine.ts';

/** A builder and the kind of facet that it builds. */
export interface NamedBuilder {
  readonly kind: string;
  readonly builder: FacetBuilder<unknown>;
  /** What the tokens of the examples are, where they are no words: of a builder that was given their batch. */
  readonly tokens?: TokenSource;
}

/** What is built of the examples of a task beside token statistics. */
export function buildersOf({ features, settings, spec }: Task): NamedBuilder[] {
  const builders: NamedBuilder[] = [];
  if (features !== undefined) {
    builders.push({
      kind: vectorFacet.kind,
      builder: new VectorFacetBuilder(() => openEncoder(features, settings.modality)),
    });
  }
  if (settings.modality === 'image') {
    builders.push({ kind: pictureFacet.kind, builder: new PictureFacetBuilder(settings.texts) });
  }
  if (settings.modality === 'table') {
    builders.push({ kind: columnsFacet.kind, builder: new ColumnsBuilder(spec.columns) });
  }
  if (settings.modality === 'code') {
    const reader = new CodeReader();
    builders.push({ kind: codeFacet.kind, builder: reader, tokens: reader });
  }
  return builders;
}

/** The encoder of a request. Throws `E_PEER` where it needs a package that is not installed. */
export async function openEncoder(request: FeatureRequest, modality: Modality = 'text'): Promise<Encoder> {
  switch (request.source) {
    case 'given':
      return givenEncoder();
    case 'lexical':
      return (await import('../features/lexical.ts')).lexicalEncoder(request.dimension);
    case 'onnx':
      if (modality === 'image')
        return (await import('../features/image/onnx-image.ts')).onnxImageEncoder(request);
      return (await import('../features/onnx-text.ts')).onnxTextEncoder(request);
    case 'image':
      return (await import('../features/image/encoder.ts')).imageEncoder();
  }
}
