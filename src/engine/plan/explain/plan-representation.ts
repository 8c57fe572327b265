/** A plan node as EXPLAIN shows it, before it is text. A node may stand for several: a scan, the filter and the projection over it. */
export interface PlanRepresentation {
  /** Id of the uppermost of the nodes. */
  readonly id: string;
  /** `TableScan`, `InnerJoin`, … */
  readonly name: string;
  /** What stands in brackets behind the name; entries without a value only show in JSON. */
  readonly descriptor: readonly (readonly [key: string, value: string])[];
  readonly outputs: readonly { readonly symbol: string; readonly type: string }[];
  readonly details: readonly string[];
  /** Lines about what it took, where it ran. */
  readonly measured?: readonly string[];
  /** One for each node it stands for, the lowest first; none for what isn't estimated. */
  readonly estimates: readonly RepresentedEstimate[];
  readonly children: readonly PlanRepresentation[];
}

/** Unknown numbers are NaN. */
export interface RepresentedEstimate {
  readonly rowCount: number;
  /** Bytes of the representation's outputs. */
  readonly outputSize: number;
  readonly cpuCost: number;
  readonly memoryCost: number;
  readonly networkCost: number;
}
