import { estimatesText, hasEstimates } from './format-estimate.ts';
import type { PlanRepresentation } from './plan-representation.ts';

/**
 * A plan as EXPLAIN draws it (recording statement-explain).
 * @param level how deep the whole tree is indented, in steps of four blanks
 * @returns lines, each ended
 */
export function formatTree(root: PlanRepresentation, level: number): string {
  const lines: string[] = [];
  const indentation = ' '.repeat(4 * level);
  draw(root, { node: indentation, below: indentation }, lines);
  return lines.map((line) => `${line}\n`).join('');
}

/** What stands before a node's own line, and before all lines below it. */
interface Indentation {
  readonly node: string;
  readonly below: string;
}

function draw(node: PlanRepresentation, { node: before, below }: Indentation, lines: string[]): void {
  const { name, descriptor, outputs, details, measured, children } = node;
  const told = descriptor.filter(([, value]) => value !== '' && value !== '[]');
  lines.push(`${before}${name}[${told.map(([key, value]) => `${key} = ${value}`).join(', ')}]`);
  const layout = outputs.map(({ symbol, type }) => `${symbol}:${type}`).join(', ');
  const beforeDetail = `${below}${children.length > 0 ? '│' : ' '}   `;
  const texts = [
    `Layout: [${layout}]`,
    ...(hasEstimates(node) ? [estimatesText(node.estimates)] : []),
    ...(measured ?? []),
    ...details,
  ];
  for (const line of texts.flatMap((text) => text.split('\n'))) lines.push(`${beforeDetail}${line}`);
  children.forEach((child, i) => {
    const isLast = i === children.length - 1;
    draw(
      child,
      { node: `${below}${isLast ? '└─ ' : '├─ '}`, below: `${below}${isLast ? '   ' : '│  '}` },
      lines,
    );
  });
}
