/**
 * The most extreme of the items that are added, at most so many. Items that compare equal come out in the order in which they leave
 * Trino's heap: it is one of the same shape.
 */
export class ExtremeHeap<T> {
  readonly #capacity: number;
  /** Positive when the left item is the more extreme one. */
  readonly #compare: (left: T, right: T) => number;
  readonly #store: (item: T, evicted: T | undefined) => T;
  /** The least extreme first. */
  readonly #items: T[] = [];

  /** @param store what is kept of an item, perhaps in the place of one that has to go */
  constructor(
    capacity: number,
    compare: (left: T, right: T) => number,
    store: (item: T, evicted: T | undefined) => T = (item) => item,
  ) {
    this.#capacity = capacity;
    this.#compare = compare;
    this.#store = store;
  }

  add(item: T): void {
    const items = this.#items;
    if (items.length < this.#capacity) {
      items.push(this.#store(item, undefined));
      this.#moveUp();
    } else if (this.#compare(items[0] as T, item) < 0) {
      items[0] = this.#store(item, items[0]);
      this.#moveDown();
    }
  }

  /** All that were kept, the most extreme first. The heap is empty then. */
  drain(): T[] {
    const drained: T[] = [];
    for (let last = this.#items.pop(); last !== undefined; last = this.#items.pop()) {
      const [first] = this.#items;
      if (first === undefined) drained.push(last);
      else {
        drained.push(first);
        this.#items[0] = last;
        this.#moveDown();
      }
    }
    return drained.reverse();
  }

  #moveUp(): void {
    for (let place = this.#items.length - 1; place > 0; ) {
      const parent = (place - 1) >> 1;
      if (!this.#swapsUp(place, parent)) return;
      place = parent;
    }
  }

  #moveDown(): void {
    const items = this.#items;
    for (let place = 0; ; ) {
      const left = place * 2 + 1;
      if (left >= items.length) return;
      const right = left + 1;
      const child =
        right < items.length && this.#compare(items[left] as T, items[right] as T) >= 0 ? right : left;
      if (!this.#swapsUp(child, place)) return;
      place = child;
    }
  }

  /** Exchanges an item with its parent when that's the more extreme one. */
  #swapsUp(child: number, parent: number): boolean {
    const items = this.#items;
    const [lower, upper] = [items[child] as T, items[parent] as T];
    if (this.#compare(lower, upper) >= 0) return false;
    items[child] = upper;
    items[parent] = lower;
    return true;
  }
}
