/** zeta(k) - 1 for k = 2, 3, ... 31. */
const ZETA_MINUS_ONE = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853,
  0.0004941886041194645, 0.0002460865533080483, 0.00012271334757848915, 6.124813505870483e-5,
  3.058823630702049e-5, 1.528225940865187e-5, 7.637197637899763e-6, 3.81729326499984e-6, 1.908212716553939e-6,
  9.539620338727962e-7, 4.769329867878064e-7, 2.38450502727733e-7, 1.1921992596531106e-7,
  5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8, 7.45071178983543e-9,
  3.725334024788457e-9, 1.862659723513049e-9, 9.313274324196682e-10, 4.656629065033784e-10,
];
const ONE_MINUS_EULER = 0.42278433509846713;
const HALF_LOG_TWO_PI = 0.9189385332046728;

/** Where the asymptotic series reach double precision. */
const ASYMPTOTIC_FROM = 12;

/**
 * ln Gamma(x + 1) less Stirling's formula `(x + 1/2) ln x - x + ln(2 pi)/2`, by the asymptotic series of Abramowitz
 * and Stegun 6.1.40. `x >= 12`.
 */
export function stirlingSeries(x: number): number {
  const r = 1 / (x * x);
  const tail = 1 / 1188 - r * (691 / 360360 - r * (1 / 156 - (r * 3617) / 122400));
  return (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * tail)))) / x;
}

/** ln Gamma(2 + z), |z| <= 1/2, from Abramowitz and Stegun 6.1.33: exact zero at z = 0. */
function logGammaNearTwo(z: number): number {
  let sum = 0;
  for (let k = ZETA_MINUS_ONE.length + 1; k >= 2; k--) {
    const coefficient = ZETA_MINUS_ONE[k - 2] / k;
    sum = sum * z + (k % 2 === 0 ? coefficient : -coefficient);
  }
  return z * (ONE_MINUS_EULER + z * sum);
}

/**
 * Natural logarithm of the gamma function, `x > 0`, to a few units of the last place also beside its zeros 1 and 2.
 * Infinity at 0 and at Infinity, NaN below 0.
 */
export function lgamma(x: number): number {
  if (!(x >= 0)) return Number.NaN;
  if (x === 0 || x === Infinity) return Infinity;
  if (x >= ASYMPTOTIC_FROM) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingSeries(x);
  if (x < 0.5) return logGammaNearTwo(x) - Math.log1p(x) - Math.log(x);
  if (x < 1.5) return logGammaNearTwo(x - 1) - Math.log1p(x - 1);
  let product = 1;
  while (x > 2.5) {
    x -= 1;
    product *= x;
  }
  return Math.log(product) + logGammaNearTwo(x - 2);
}

/**
 * Derivative of ln Gamma, `x > 0`: recurrence to 12, then Abramowitz and Stegun 6.3.18. Absolute error below 1e-15
 * times the larger of 1 and the result. -Infinity at 0, NaN below 0.
 */
export function digamma(x: number): number {
  if (!(x >= 0)) return Number.NaN;
  if (x === 0) return -Infinity;
  let shift = 0;
  while (x < ASYMPTOTIC_FROM) {
    shift += 1 / x;
    x += 1;
  }
  const r = 1 / (x * x);
  const tail = 1 / 240 - r * (1 / 132 - r * (691 / 32760 - r / 12));
  return Math.log(x) - 0.5 / x - r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * tail))) - shift;
}
