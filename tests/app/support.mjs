// A series as the server writes it (layouts/series/payload.py), for the tests of what reads it.

const HEAD = {
  id: 'x',
  kind: 'rate',
  firstYear: 2020,
  areas: ['KEN', 'NPL', 'M49:001'],
  shape: [2, 3],
  yearsWithValues: [2020, 2021],
  doubts: [['Too high.', [1, 1, 1]]],
  width: 4,
};

// Numbers with their bytes of equal rank together.
function ranked(numbers, width, put) {
  const plain = new DataView(new ArrayBuffer(numbers.length * width));
  numbers.forEach((number, i) => put(plain, i * width, number));
  const out = [];
  for (let rank = 0; rank < width; rank++) numbers.forEach((_, i) => out.push(plain.getUint8(i * width + rank)));
  return out;
}

/** Bytes of a series: by year, then area; `status` holds one byte a cell. */
export function bytesOf(form, numbers, { places = [], status = numbers.map(() => 0), ...more } = {}) {
  const head = new TextEncoder().encode(JSON.stringify({ ...HEAD, form, ...more }));
  const length = new Uint8Array(new Uint32Array([head.length]).buffer);
  const body =
    form === 'float'
      ? ranked(numbers, 8, (view, at, number) => view.setFloat64(at, number, true))
      : more.width === 8
        ? ranked(numbers, 8, (view, at, number) => view.setBigInt64(at, BigInt(number), true))
        : ranked(numbers, 4, (view, at, number) => view.setInt32(at, number, true));
  return new Uint8Array([...length, ...head, ...body, ...places, ...status]).buffer;
}
