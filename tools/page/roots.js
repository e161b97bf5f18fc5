// What the constants of SHA-2 are made of (FIPS 180-4 section 4.2): the fractions of roots of the first primes.
const primes = [];
for (let n = 2n; primes.length < 80; n++) if (primes.every((prime) => n % prime > 0)) primes.push(n);

/** The first 64 bits behind the point. */
const fraction = (prime, degree) => {
  let root = 0n;
  for (let bit = 1n << 68n; bit > 0; bit >>= 1n)
    if ((root + bit) ** degree <= prime << (64n * degree)) root += bit;
  return BigInt.asUintN(64, root);
};

export const cubeRoots = /* @__PURE__ */ primes.map((prime) => fraction(prime, 3n));
export const squareRoots = /* @__PURE__ */ primes.slice(0, 16).map((prime) => fraction(prime, 2n));
/** The first and the second 32 bits, as number. */
export const high = (fraction) => Number(fraction >> 32n);
export const low = (fraction) => Number(BigInt.asUintN(32, fraction));
