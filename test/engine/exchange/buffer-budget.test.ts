import { expect } from 'chai';
import { BufferBudget } from '../../../src/engine/exchange/buffer-budget.ts';
import { OutputBufferMemory } from '../../../src/engine/exchange/output-buffer-memory.ts';
import { settle } from '../../support/virtual-clock.ts';

const mega = 1024 * 1024;

describe('the budget of several buffers', () => {
  it('makes a writer wait for others, beyond what keeps its own stream going', async () => {
    const budget = new BufferBudget(10 * mega);
    const memories = [1, 2].map(() => new OutputBufferMemory(32 * mega, () => undefined, budget));
    const [full, other] = memories as [OutputBufferMemory, OutputBufferMemory];
    full.add(9 * mega);
    other.add(mega);
    expect([full.whenRoom(), other.whenRoom()]).to.deep.equal([undefined, undefined]);
    full.add(mega);
    expect(other.whenRoom(), 'a page is always allowed').to.equal(undefined);
    other.add(mega);
    const woken: string[] = [];
    void full.whenRoom()?.then(() => woken.push('full'));
    void other.whenRoom()?.then(() => woken.push('other'));
    await settle();
    expect(woken).to.deep.equal([]);
    other.release(mega);
    await settle();
    expect(woken).to.deep.equal(['other']);
    full.release(2 * mega);
    await settle();
    expect(woken).to.have.members(['other', 'full']);
    full.release(8 * mega);
    other.release(mega);
    expect(budget.bytes).to.equal(0);
  });

  it('forgets a buffer that was closed while it waited', async () => {
    const budget = new BufferBudget(mega);
    const memory = new OutputBufferMemory(32 * mega, () => undefined, budget);
    memory.add(2 * mega);
    const room = memory.whenRoom();
    memory.close();
    await room;
    memory.release(2 * mega);
    expect([budget.bytes, memory.whenRoom()]).to.deep.equal([0, undefined]);
  });
});
