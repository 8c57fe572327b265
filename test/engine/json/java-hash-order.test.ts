import { expect } from 'chai';
import { javaHashOrder } from '../../../src/engine/execute/scalar/json/java-hash-order.ts';

describe('the order of members that JSON_OBJECT makes', () => {
  it('is that of a stock server', () => {
    const names = ['n', 'f', 'r', 'd', 'x', 'i', 'b', 'c', 'nan', 'inf'];
    expect(javaHashOrder(names)).to.deep.equal(['inf', 'r', 'b', 'c', 'd', 'f', 'x', 'i', 'nan', 'n']);
  });

  it('holds every text once, however many there are', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `name${index}`);
    expect([...javaHashOrder(names)].sort()).to.deep.equal([...names].sort());
  });
});
