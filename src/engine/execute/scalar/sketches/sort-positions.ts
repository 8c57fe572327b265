const shortRun = 16;
const longRun = 128;

/**
 * Positions of numbers, least number first. Equal ones end up as they do in Bentley's and McIlroy's quicksort, which Trino sorts
 * centroids with: what is joined with what depends on it.
 * @param keys numbers, none of them NaN
 */
export function sortedPositions(keys: Float64Array, count: number): Int32Array {
  const order = new Int32Array(count);
  for (let index = 0; index < count; index++) order[index] = index;
  sortRange(order, keys, 0, count);
  return order;
}

function sortRange(order: Int32Array, keys: Float64Array, from: number, to: number): void {
  const length = to - from;
  if (length < shortRun) {
    insertInto(order, keys, from, to);
    return;
  }
  const keyAt = (place: number): number => keys[order[place] as number] as number;
  const swap = (left: number, right: number): void => {
    const kept = order[left] as number;
    order[left] = order[right] as number;
    order[right] = kept;
  };
  const pivot = keyAt(pivotPlace(keyAt, from, to));
  // Equal to the pivot, less, not looked at, greater, equal: these parts lie between the four marks.
  let [equalBelow, less, greater, equalAbove] = [from, from, to - 1, to - 1];
  for (;;) {
    for (; less <= greater && keyAt(less) <= pivot; less++)
      if (keyAt(less) === pivot) swap(equalBelow++, less);
    for (; greater >= less && keyAt(greater) >= pivot; greater--)
      if (keyAt(greater) === pivot) swap(greater, equalAbove--);
    if (less > greater) break;
    swap(less++, greater--);
  }
  const lessCount = less - equalBelow;
  const greaterCount = equalAbove - greater;
  const fromBelow = Math.min(equalBelow - from, lessCount);
  for (let index = 0; index < fromBelow; index++) swap(from + index, less - fromBelow + index);
  const fromAbove = Math.min(greaterCount, to - equalAbove - 1);
  for (let index = 0; index < fromAbove; index++) swap(less + index, to - fromAbove + index);
  if (lessCount > 1) sortRange(order, keys, from, from + lessCount);
  if (greaterCount > 1) sortRange(order, keys, to - greaterCount, to);
}

/** The middle of three places, in long runs each of them the middle of three. */
function pivotPlace(keyAt: (place: number) => number, from: number, to: number): number {
  const middle = from + Math.trunc((to - from) / 2);
  const [first, last] = [from, to - 1];
  if (to - from <= longRun) return middleOf(keyAt, first, middle, last);
  const step = Math.trunc((to - from) / 8);
  return middleOf(
    keyAt,
    middleOf(keyAt, first, first + step, first + 2 * step),
    middleOf(keyAt, middle - step, middle, middle + step),
    middleOf(keyAt, last - 2 * step, last - step, last),
  );
}

function middleOf(keyAt: (place: number) => number, a: number, b: number, c: number): number {
  const [left, middle, right] = [keyAt(a), keyAt(b), keyAt(c)];
  if (left < middle) return middle < right ? b : left < right ? c : a;
  return middle > right ? b : left > right ? c : a;
}

function insertInto(order: Int32Array, keys: Float64Array, from: number, to: number): void {
  for (let index = from + 1; index < to; index++) {
    const position = order[index] as number;
    const key = keys[position] as number;
    let place = index;
    for (; place > from && (keys[order[place - 1] as number] as number) > key; place--)
      order[place] = order[place - 1] as number;
    order[place] = position;
  }
}
