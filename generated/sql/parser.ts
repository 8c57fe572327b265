// Generated from src/engine/parse/grammar.ohm by codegen/sql. Never edited.
import type { SqlActions } from './actions.ts';

/** The result of a rule that doesn't match. */
export const FAIL: unique symbol = Symbol();
type Result = unknown;
const NONE = Object.freeze([]) as unknown as unknown[];

/** A set of token numbers as bytes, from its bits in base64. */
function set(base64: string): Uint8Array {
  const bytes = Buffer.from(base64, 'base64');
  return Uint8Array.from({ length: 338 }, (_, token) => (bytes[token >> 3]! >> (token & 7)) & 1);
}

const sets: readonly Uint8Array[] = [
  set('AIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAKAAAAAAAQEAA=='),
  set('HgAAAAD4+tf5NwLc284l+fKnt7QF/lX+3z9+p/9/v/93/31/93N37zv7Aw=='),
  set('AAAAAAAAAAAAAAAACAAAAIAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAA=='),
  set('/ocUAAT42tf/N97f286l//K3t7R9//X/3/9/p/9/v/93/31/93937zv7Aw=='),
  set('HgAAAAD42tf5NwLc284l+fKnt7QF/lX+3z9+p/9/v/93/31/93N37zv7Aw=='),
  set('AAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACAAAAAACAAAA=='),
  set('AAAAAAAAAAAAQAAABAAAAAAAAAEAAAAAAAAAAAAAAAAAAAIAAAAAAgAAAA=='),
  set('AAAAAAAAAAAAAAAAAAAAAAAEAAAEAAAAAAAAAAAAAAAAAAAABAAAAAAAAA=='),
  set('AAAAAAAAAAAAAAAAAAIAAAAAACAAAAACAAAAAAAAAAAAAAAAAAAAAAEAAA=='),
  set('/ocQAAT42tf/N97f286l//K3t7R9//X/339/p/9/v/93/31/93937zv7Aw=='),
  set('AAEAAASAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=='),
  set('AAAAAADAAAAAAAAAAAAAAAAAIAAAAAAAAgAAEYQAAAAAAAEAAAAAAAAAAA=='),
  set('ANC2eQsChAgAAAAAAAAAAAAACEAAAAgAAIAACAAAAAAAAAAAAAAAAAAAAA=='),
  set('AAAAAAAAAAAAgAAAAAAAAAgAQAACAAIAIAAAAAAAAAAIAAAAAAAAAAAAAA=='),
  set('AAAAAAAAAAAAAAAAAAAAAAgAQAACAAIAAAAAAAAAAAAIAAAAAAAAAAAAAA=='),
  set('/ocUAAT42tf/N97f286l//K3t7R9//X/3/9/p/9/v/93/33/93937zv7Aw=='),
  set('AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAEAAAAAAAAAEAA=='),
  set('HqAAAKD42tf5NwLc284l+fKnt7QF/lX+3z9+p/9/v/93/31/93N37zv7Aw=='),
  set('AAAGAEQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=='),
  set('/ocUAAT42tf/N97f286l//K3t7R9//X/339/p/9/v/93/31/93937zv7Aw=='),
  set('ABAAeAMAAAgAAAAAAAAAAAAACEAAAAgAAIAAAAAAAAAAAAAAAAAAAAAAAA=='),
  set('ABAAeAMAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=='),
  set('AAAAAACACAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAA=='),
  set('AEACAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=='),
  set('AAcQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=='),
  set('AAAAAAAAAAAAAIABAAAAAAAAAAAAAIABAAAAAAAAAAAAAAAAAAAAAAAAAA=='),
  set('AAAAAAAAAAAAAFQCAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=='),
  set('/ocUAAT42tf/N97f286l//a3t7R9//X/339/p/9/v/93/31/93937zv7Aw=='),
  set('AAAAAAAAAAAAAAAAAAAAAAAAAAB4AQAAAAAAAAAAAAAAAAAAAAAAAAAAAA=='),
  set('AAAAAAAAABAAAAAAAAAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAAAEAAAAAAA=='),
  set('AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA8AAAAAAAAAAAAAAAAAAAAAAA=='),
  set('AAAAAAAAAAAAAAAQAAAAAACAAAAAAAAAGAAAAAAAAAAAQAAAAAAAAAAAAQ=='),
  set('/ocUAAT42tf/N97f28+l//K3t7R9//X/3/9/p/9/v/93/31/93937zv7Aw=='),
  set('AAAAAAAAAAAAAAAAAAAAAAAAAgAAAAAAAAAAAAEAACAAAAAAAAAAAAAAAA=='),
  set('AAAAAAAAAAAAAAAAAAAAAAAgAAAAAAAAAgAAAAAAEAAAAgAAAAAAAAAAAA=='),
  set('AAABAAAAAAAAAAAAAAAAAAAgAAAAAAAAAgAAEAQAEAAAAgAAAAAAAAAAAA=='),
  set('AAAAAAAAAAAAAAAAAAAAAAAgAAAAAAAAAAAAAAAAEAAAAgAAAAAAAAAAAA=='),
  set('AAAAAAAAAAAAAAAAAAAEBAAAAAAAAAAAAAAAAAAAAAAAAAAAAAggAAAAAA=='),
  set('AAAAAAAAAAAAAACAAAAEAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAA=='),
  set('AAAAAAAAAAAAAAAAAIAEAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAA=='),
  set('AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA4AAAAA=='),
  set('HoAAAAD42tf5NwLc284l+fKnt7QF/lX+3z9+p/9/v/93/31/93N37zv7Aw=='),
  set('AAAAAAAAAICAAAAAgAAAAAAAAAAAEAAAAIAAAAAAAAACgAAAAAAAAAAAAA=='),
  set('HgAAAAD42tf7NwLc284l+fKnt7QF/lX+3z9+p/9/v/93/31/93N37zv7Aw=='),
  set('AAAAAAD42tf5NwLc284l+fKnt7QF/lX+3z9+p/9/v/93/31/93N37zv7Aw=='),
];
const S0 = sets[0]!;
const S1 = sets[1]!;
const S2 = sets[2]!;
const S3 = sets[3]!;
const S4 = sets[4]!;
const S5 = sets[5]!;
const S6 = sets[6]!;
const S7 = sets[7]!;
const S8 = sets[8]!;
const S9 = sets[9]!;
const S10 = sets[10]!;
const S11 = sets[11]!;
const S12 = sets[12]!;
const S13 = sets[13]!;
const S14 = sets[14]!;
const S15 = sets[15]!;
const S16 = sets[16]!;
const S17 = sets[17]!;
const S18 = sets[18]!;
const S19 = sets[19]!;
const S20 = sets[20]!;
const S21 = sets[21]!;
const S22 = sets[22]!;
const S23 = sets[23]!;
const S24 = sets[24]!;
const S25 = sets[25]!;
const S26 = sets[26]!;
const S27 = sets[27]!;
const S28 = sets[28]!;
const S29 = sets[29]!;
const S30 = sets[30]!;
const S31 = sets[31]!;
const S32 = sets[32]!;
const S33 = sets[33]!;
const S34 = sets[34]!;
const S35 = sets[35]!;
const S36 = sets[36]!;
const S37 = sets[37]!;
const S38 = sets[38]!;
const S39 = sets[39]!;
const S40 = sets[40]!;
const S41 = sets[41]!;
const S42 = sets[42]!;
const S43 = sets[43]!;
const S44 = sets[44]!;

/** Results of one rule by the token it began at. */
class Memo {
  readonly ends: Int32Array;
  readonly values: unknown[];
  constructor(tokens: number) {
    this.ends = new Int32Array(tokens);
    this.values = [];
  }
}

/** Parses token numbers (the last one is `end`, 0); a rule's method returns its action's result, or FAIL. */
export class SqlParser<C> {
  readonly #types: Uint16Array;
  readonly #c: C;
  readonly #a: SqlActions<C>;
  #pos = 0;
  #furthest = 0;
  #memoExpression: Memo | undefined;
  #memoValueExpression: Memo | undefined;
  #memoQuery: Memo | undefined;
  #memoQueryNoWith: Memo | undefined;
  #memoQueryPrimary: Memo | undefined;

  constructor(types: Uint16Array, actions: SqlActions<C>, context: C) {
    this.#types = types;
    this.#a = actions;
    this.#c = context;
  }

  /** The first token that nothing could use, as far as was tried: where a text that doesn't parse is wrong. */
  get furthest(): number {
    return Math.max(this.#furthest, this.#pos);
  }

  #back(to: number): void {
    if (this.#pos > this.#furthest) this.#furthest = this.#pos;
    this.#pos = to;
  }

  SingleStatement(): Result {
    const v0 = this.Statement();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 0) return FAIL;
    this.#pos++;
    return v0;
  }

  SingleExpression(): Result {
    const v0 = this.Expression();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 0) return FAIL;
    this.#pos++;
    return v0;
  }

  SingleType(): Result {
    const v0 = this.Type();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 0) return FAIL;
    this.#pos++;
    return v0;
  }

  Statement(): Result {
    const at = this.#pos;
    if (S0[this.#types[at]!] === 1) c0: {
      const v0 = this.RootQuery();
      if (v0 === FAIL) break c0;
      return v0;
    }
    this.#back(at);
    if (this.#types[at]! === 314) c1: {
      if (this.#types[this.#pos] !== 314) break c1;
      this.#pos++;
      const v1 = this.Identifier();
      if (v1 === FAIL) break c1;
      if (this.#types[this.#pos] !== 23) break c1;
      this.#pos++;
      const v2 = this.Identifier();
      if (v2 === FAIL) break c1;
      return this.#a.Statement_useCatalogSchema(this.#c, at, v1 as never, v2 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 314) c2: {
      if (this.#types[this.#pos] !== 314) break c2;
      this.#pos++;
      const v3 = this.Identifier();
      if (v3 === FAIL) break c2;
      return this.#a.Statement_useSchema(this.#c, at, v3 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 78) c3: {
      const v4 = this.CreateStatement();
      if (v4 === FAIL) break c3;
      return v4;
    }
    this.#back(at);
    if (this.#types[at]! === 108) c4: {
      const v5 = this.DropStatement();
      if (v5 === FAIL) break c4;
      return v5;
    }
    this.#back(at);
    if (this.#types[at]! === 48) c5: {
      const v6 = this.AlterStatement();
      if (v6 === FAIL) break c5;
      return v6;
    }
    this.#back(at);
    if (this.#types[at]! === 152) c6: {
      if (this.#types[this.#pos] !== 152) break c6;
      this.#pos++;
      if (this.#types[this.#pos] !== 155) break c6;
      this.#pos++;
      const v7 = this.QualifiedName();
      if (v7 === FAIL) break c6;
      let v8: Result;
      if (this.#types[this.#pos]! === 15) {
        const s9 = this.#pos;
        d11: {
          o10: {
            const v12 = this.ColumnAliases();
            if (v12 === FAIL) break o10;
            v8 = v12;
            break d11;
          }
          this.#back(s9);
        }
      }
      const v13 = this.RootQuery();
      if (v13 === FAIL) break c6;
      return this.#a.Statement_insert(this.#c, at, v7 as never, v8 as never, v13 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 98) c7: {
      if (this.#types[this.#pos] !== 98) break c7;
      this.#pos++;
      if (this.#types[this.#pos] !== 130) break c7;
      this.#pos++;
      const v14 = this.QualifiedName();
      if (v14 === FAIL) break c7;
      let v15: Result;
      if (this.#types[this.#pos]! === 327) {
        const s16 = this.#pos;
        d18: {
          o17: {
            const v19 = this.Where();
            if (v19 === FAIL) break o17;
            v15 = v19;
            break d18;
          }
          this.#back(s16);
        }
      }
      return this.#a.Statement_delete(this.#c, at, v14 as never, v15 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 300) c8: {
      if (this.#types[this.#pos] !== 300) break c8;
      this.#pos++;
      if (this.#types[this.#pos] !== 287) break c8;
      this.#pos++;
      const v20 = this.QualifiedName();
      if (v20 === FAIL) break c8;
      return this.#a.Statement_truncate(this.#c, at, v20 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 313) c9: {
      if (this.#types[this.#pos] !== 313) break c9;
      this.#pos++;
      const v21 = this.QualifiedName();
      if (v21 === FAIL) break c9;
      if (this.#types[this.#pos] !== 276) break c9;
      this.#pos++;
      let v22: unknown[] = NONE;
      {
        const first = this.UpdateAssignment();
        if (first === FAIL) break c9;
        {
          v22 = [first];
          while (this.#types[this.#pos] === 19) {
            const s23 = this.#pos++;
            const next = this.UpdateAssignment();
            if (next === FAIL) {
              this.#back(s23);
              break;
            }
            v22.push(next);
          }
        }
      }
      let v24: Result;
      if (this.#types[this.#pos]! === 327) {
        const s25 = this.#pos;
        d27: {
          o26: {
            const v28 = this.Where();
            if (v28 === FAIL) break o26;
            v24 = v28;
            break d27;
          }
          this.#back(s25);
        }
      }
      return this.#a.Statement_update(this.#c, at, v21 as never, v22 as never, v24 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 194) c10: {
      if (this.#types[this.#pos] !== 194) break c10;
      this.#pos++;
      if (this.#types[this.#pos] !== 155) break c10;
      this.#pos++;
      const v29 = this.QualifiedName();
      if (v29 === FAIL) break c10;
      let v30: Result;
      if (S1[this.#types[this.#pos]!] === 1) {
        const s31 = this.#pos;
        d33: {
          o32: {
            const v34 = this.MergeAlias();
            if (v34 === FAIL) break o32;
            v30 = v34;
            break d33;
          }
          this.#back(s31);
        }
      }
      if (this.#types[this.#pos] !== 316) break c10;
      this.#pos++;
      const v35 = this.Relation();
      if (v35 === FAIL) break c10;
      if (this.#types[this.#pos] !== 215) break c10;
      this.#pos++;
      const v36 = this.Expression();
      if (v36 === FAIL) break c10;
      let v37: unknown[] = NONE;
      w40: while (this.#types[this.#pos]! === 326) {
        const s38 = this.#pos;
        i39: {
          const v41 = this.MergeCase();
          if (v41 === FAIL) break i39;
          if (v37 === NONE) v37 = [v41];
          else v37.push(v41);
          continue w40;
        }
        this.#pos = s38;
        break;
      }
      if (v37.length === 0) break c10;
      return this.#a.Statement_merge(this.#c, at, v29 as never, v30 as never, v35 as never, v36 as never, v37 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 71) c11: {
      if (this.#types[this.#pos] !== 71) break c11;
      this.#pos++;
      if (this.#types[this.#pos] !== 215) break c11;
      this.#pos++;
      const v42 = this.CommentSubject();
      if (v42 === FAIL) break c11;
      const v43 = this.QualifiedName();
      if (v43 === FAIL) break c11;
      if (this.#types[this.#pos] !== 158) break c11;
      this.#pos++;
      const v44 = this.CommentText();
      if (v44 === FAIL) break c11;
      return this.#a.Statement_comment(this.#c, at, v42 as never, v43 as never, v44 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 49) c12: {
      if (this.#types[this.#pos] !== 49) break c12;
      this.#pos++;
      const v45 = this.QualifiedName();
      if (v45 === FAIL) break c12;
      let v46: Result;
      if (this.#types[this.#pos]! === 330) {
        const s47 = this.#pos;
        d49: {
          o48: {
            const v50 = this.WithProperties();
            if (v50 === FAIL) break o48;
            v46 = v50;
            break d49;
          }
          this.#back(s47);
        }
      }
      return this.#a.Statement_analyze(this.#c, at, v45 as never, v46 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 247) c13: {
      if (this.#types[this.#pos] !== 247) break c13;
      this.#pos++;
      if (this.#types[this.#pos] !== 192) break c13;
      this.#pos++;
      if (this.#types[this.#pos] !== 325) break c13;
      this.#pos++;
      const v51 = this.QualifiedName();
      if (v51 === FAIL) break c13;
      return this.#a.Statement_refresh(this.#c, at, v51 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 62) c14: {
      if (this.#types[this.#pos] !== 62) break c14;
      this.#pos++;
      const v52 = this.QualifiedName();
      if (v52 === FAIL) break c14;
      const v53 = this.CallArguments();
      if (v53 === FAIL) break c14;
      return this.#a.Statement_call(this.#c, at, v52 as never, v53 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 135 || this.#types[at]! === 258) c15: {
      const v54 = this.RoleStatement();
      if (v54 === FAIL) break c15;
      return v54;
    }
    this.#back(at);
    if (S2[this.#types[at]!] === 1) c16: {
      const v55 = this.PrivilegeStatement();
      if (v55 === FAIL) break c16;
      return v55;
    }
    this.#back(at);
    if (this.#types[at]! === 120) c17: {
      if (this.#types[this.#pos] !== 120) break c17;
      this.#pos++;
      if (this.#types[this.#pos] !== 49) break c17;
      this.#pos++;
      let v56: Result;
      if (this.#types[this.#pos]! === 323) {
        const s57 = this.#pos;
        d59: {
          o58: {
            if (this.#types[this.#pos] !== 323) break o58;
            this.#pos++;
            v56 = s57;
            break d59;
          }
          this.#back(s57);
        }
      }
      const v60 = this.Statement();
      if (v60 === FAIL) break c17;
      return this.#a.Statement_explainAnalyze(this.#c, at, v56 as never, v60 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 120) c18: {
      if (this.#types[this.#pos] !== 120) break c18;
      this.#pos++;
      let v61: Result;
      if (this.#types[this.#pos]! === 15) {
        const s62 = this.#pos;
        d64: {
          o63: {
            const v65 = this.ExplainOptions();
            if (v65 === FAIL) break o63;
            v61 = v65;
            break d64;
          }
          this.#back(s62);
        }
      }
      const v66 = this.Statement();
      if (v66 === FAIL) break c18;
      return this.#a.Statement_explain(this.#c, at, v61 as never, v66 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 278) c19: {
      const v67 = this.ShowStatement();
      if (v67 === FAIL) break c19;
      return v67;
    }
    this.#back(at);
    if (this.#types[at]! === 100 || this.#types[at]! === 101) c20: {
      const v68 = this.DescribeStatement();
      if (v68 === FAIL) break c20;
      return v68;
    }
    this.#back(at);
    if (this.#types[at]! === 276) c21: {
      const v69 = this.SetStatement();
      if (v69 === FAIL) break c21;
      return v69;
    }
    this.#back(at);
    if (this.#types[at]! === 252) c22: {
      if (this.#types[this.#pos] !== 252) break c22;
      this.#pos++;
      if (this.#types[this.#pos] !== 275) break c22;
      this.#pos++;
      if (this.#types[this.#pos] !== 56) break c22;
      this.#pos++;
      return this.#a.Statement_resetAuthorization(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 252) c23: {
      if (this.#types[this.#pos] !== 252) break c23;
      this.#pos++;
      if (this.#types[this.#pos] !== 275) break c23;
      this.#pos++;
      const v70 = this.QualifiedName();
      if (v70 === FAIL) break c23;
      return this.#a.Statement_resetSession(this.#c, at, v70 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 281) c24: {
      if (this.#types[this.#pos] !== 281) break c24;
      this.#pos++;
      if (this.#types[this.#pos] !== 297) break c24;
      this.#pos++;
      let v71: unknown[] = NONE;
      {
        const first = this.TransactionMode();
        if (first !== FAIL) {
          v71 = [first];
          while (this.#types[this.#pos] === 19) {
            const s72 = this.#pos++;
            const next = this.TransactionMode();
            if (next === FAIL) {
              this.#back(s72);
              break;
            }
            v71.push(next);
          }
        }
      }
      return this.#a.Statement_startTransaction(this.#c, at, v71 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 72) c25: {
      if (this.#types[this.#pos] !== 72) break c25;
      this.#pos++;
      let v73: Result;
      if (this.#types[this.#pos]! === 333) {
        const s74 = this.#pos;
        d76: {
          o75: {
            if (this.#types[this.#pos] !== 333) break o75;
            this.#pos++;
            v73 = s74;
            break d76;
          }
          this.#back(s74);
        }
      }
      return this.#a.Statement_commit(this.#c, at, v73 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 262) c26: {
      if (this.#types[this.#pos] !== 262) break c26;
      this.#pos++;
      let v77: Result;
      if (this.#types[this.#pos]! === 333) {
        const s78 = this.#pos;
        d80: {
          o79: {
            if (this.#types[this.#pos] !== 333) break o79;
            this.#pos++;
            v77 = s78;
            break d80;
          }
          this.#back(s78);
        }
      }
      return this.#a.Statement_rollback(this.#c, at, v77 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 239) c27: {
      if (this.#types[this.#pos] !== 239) break c27;
      this.#pos++;
      const v81 = this.Identifier();
      if (v81 === FAIL) break c27;
      if (this.#types[this.#pos] !== 130) break c27;
      this.#pos++;
      const v82 = this.Statement();
      if (v82 === FAIL) break c27;
      return this.#a.Statement_prepare(this.#c, at, v81 as never, v82 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 93) c28: {
      if (this.#types[this.#pos] !== 93) break c28;
      this.#pos++;
      if (this.#types[this.#pos] !== 239) break c28;
      this.#pos++;
      const v83 = this.Identifier();
      if (v83 === FAIL) break c28;
      return this.#a.Statement_deallocate(this.#c, at, v83 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 118) c29: {
      if (this.#types[this.#pos] !== 118) break c29;
      this.#pos++;
      if (this.#types[this.#pos] !== 146) break c29;
      this.#pos++;
      const v84 = this.String();
      if (v84 === FAIL) break c29;
      let v85: Result;
      if (this.#types[this.#pos]! === 316) {
        const s86 = this.#pos;
        d88: {
          o87: {
            const v89 = this.Using();
            if (v89 === FAIL) break o87;
            v85 = v89;
            break d88;
          }
          this.#back(s86);
        }
      }
      return this.#a.Statement_executeImmediate(this.#c, at, v84 as never, v85 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 118) c30: {
      if (this.#types[this.#pos] !== 118) break c30;
      this.#pos++;
      const v90 = this.Identifier();
      if (v90 === FAIL) break c30;
      let v91: Result;
      if (this.#types[this.#pos]! === 316) {
        const s92 = this.#pos;
        d94: {
          o93: {
            const v95 = this.Using();
            if (v95 === FAIL) break o93;
            v91 = v95;
            break d94;
          }
          this.#back(s92);
        }
      }
      return this.#a.Statement_execute(this.#c, at, v90 as never, v91 as never);
    }
    this.#back(at);
    return FAIL;
  }

  Using(): Result {
    if (this.#types[this.#pos] !== 316) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.Expression();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.Expression();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    return v0;
  }

  Where(): Result {
    if (this.#types[this.#pos] !== 327) return FAIL;
    this.#pos++;
    const v0 = this.Expression();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  CreateStatement(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 78) c0: {
      if (this.#types[this.#pos] !== 78) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 67) break c0;
      this.#pos++;
      let v0: Result;
      if (this.#types[this.#pos]! === 144) {
        const s1 = this.#pos;
        d3: {
          o2: {
            const v4 = this.IfNotExists();
            if (v4 === FAIL) break o2;
            v0 = v4;
            break d3;
          }
          this.#back(s1);
        }
      }
      const v5 = this.Identifier();
      if (v5 === FAIL) break c0;
      if (this.#types[this.#pos] !== 316) break c0;
      this.#pos++;
      const v6 = this.Identifier();
      if (v6 === FAIL) break c0;
      let v7: Result;
      if (this.#types[this.#pos]! === 71) {
        const s8 = this.#pos;
        d10: {
          o9: {
            const v11 = this.CommentClause();
            if (v11 === FAIL) break o9;
            v7 = v11;
            break d10;
          }
          this.#back(s8);
        }
      }
      let v12: Result;
      if (this.#types[this.#pos]! === 56) {
        const s13 = this.#pos;
        d15: {
          o14: {
            const v16 = this.Authorization();
            if (v16 === FAIL) break o14;
            v12 = v16;
            break d15;
          }
          this.#back(s13);
        }
      }
      let v17: Result;
      if (this.#types[this.#pos]! === 330) {
        const s18 = this.#pos;
        d20: {
          o19: {
            const v21 = this.WithProperties();
            if (v21 === FAIL) break o19;
            v17 = v21;
            break d20;
          }
          this.#back(s18);
        }
      }
      return this.#a.CreateStatement_catalog(this.#c, at, v0 as never, v5 as never, v6 as never, v7 as never, v12 as never, v17 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 78) c1: {
      if (this.#types[this.#pos] !== 78) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 268) break c1;
      this.#pos++;
      let v22: Result;
      if (this.#types[this.#pos]! === 144) {
        const s23 = this.#pos;
        d25: {
          o24: {
            const v26 = this.IfNotExists();
            if (v26 === FAIL) break o24;
            v22 = v26;
            break d25;
          }
          this.#back(s23);
        }
      }
      const v27 = this.QualifiedName();
      if (v27 === FAIL) break c1;
      let v28: Result;
      if (this.#types[this.#pos]! === 56) {
        const s29 = this.#pos;
        d31: {
          o30: {
            const v32 = this.Authorization();
            if (v32 === FAIL) break o30;
            v28 = v32;
            break d31;
          }
          this.#back(s29);
        }
      }
      let v33: Result;
      if (this.#types[this.#pos]! === 330) {
        const s34 = this.#pos;
        d36: {
          o35: {
            const v37 = this.WithProperties();
            if (v37 === FAIL) break o35;
            v33 = v37;
            break d36;
          }
          this.#back(s34);
        }
      }
      return this.#a.CreateStatement_schema(this.#c, at, v22 as never, v27 as never, v28 as never, v33 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 78) c2: {
      if (this.#types[this.#pos] !== 78) break c2;
      this.#pos++;
      let v38: Result;
      if (this.#types[this.#pos]! === 219) {
        const s39 = this.#pos;
        d41: {
          o40: {
            const v42 = this.OrReplace();
            if (v42 === FAIL) break o40;
            v38 = v42;
            break d41;
          }
          this.#back(s39);
        }
      }
      if (this.#types[this.#pos] !== 287) break c2;
      this.#pos++;
      let v43: Result;
      if (this.#types[this.#pos]! === 144) {
        const s44 = this.#pos;
        d46: {
          o45: {
            const v47 = this.IfNotExists();
            if (v47 === FAIL) break o45;
            v43 = v47;
            break d46;
          }
          this.#back(s44);
        }
      }
      const v48 = this.QualifiedName();
      if (v48 === FAIL) break c2;
      let v49: Result;
      if (this.#types[this.#pos]! === 15) {
        const s50 = this.#pos;
        d52: {
          o51: {
            const v53 = this.ColumnAliases();
            if (v53 === FAIL) break o51;
            v49 = v53;
            break d52;
          }
          this.#back(s50);
        }
      }
      let v54: Result;
      if (this.#types[this.#pos]! === 71) {
        const s55 = this.#pos;
        d57: {
          o56: {
            const v58 = this.CommentClause();
            if (v58 === FAIL) break o56;
            v54 = v58;
            break d57;
          }
          this.#back(s55);
        }
      }
      let v59: Result;
      if (this.#types[this.#pos]! === 330) {
        const s60 = this.#pos;
        d62: {
          o61: {
            const v63 = this.WithProperties();
            if (v63 === FAIL) break o61;
            v59 = v63;
            break d62;
          }
          this.#back(s60);
        }
      }
      if (this.#types[this.#pos] !== 53) break c2;
      this.#pos++;
      const v64 = this.TableQuery();
      if (v64 === FAIL) break c2;
      let v65: Result;
      if (this.#types[this.#pos]! === 330) {
        const s66 = this.#pos;
        d68: {
          o67: {
            const v69 = this.WithData();
            if (v69 === FAIL) break o67;
            v65 = v69;
            break d68;
          }
          this.#back(s66);
        }
      }
      return this.#a.CreateStatement_tableAsSelect(this.#c, at, v38 as never, v43 as never, v48 as never, v49 as never, v54 as never, v59 as never, v64 as never, v65 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 78) c3: {
      if (this.#types[this.#pos] !== 78) break c3;
      this.#pos++;
      let v70: Result;
      if (this.#types[this.#pos]! === 219) {
        const s71 = this.#pos;
        d73: {
          o72: {
            const v74 = this.OrReplace();
            if (v74 === FAIL) break o72;
            v70 = v74;
            break d73;
          }
          this.#back(s71);
        }
      }
      if (this.#types[this.#pos] !== 287) break c3;
      this.#pos++;
      let v75: Result;
      if (this.#types[this.#pos]! === 144) {
        const s76 = this.#pos;
        d78: {
          o77: {
            const v79 = this.IfNotExists();
            if (v79 === FAIL) break o77;
            v75 = v79;
            break d78;
          }
          this.#back(s76);
        }
      }
      const v80 = this.QualifiedName();
      if (v80 === FAIL) break c3;
      if (this.#types[this.#pos] !== 15) break c3;
      this.#pos++;
      let v81: unknown[] = NONE;
      {
        const first = this.TableElement();
        if (first === FAIL) break c3;
        {
          v81 = [first];
          while (this.#types[this.#pos] === 19) {
            const s82 = this.#pos++;
            const next = this.TableElement();
            if (next === FAIL) {
              this.#back(s82);
              break;
            }
            v81.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c3;
      this.#pos++;
      let v83: Result;
      if (this.#types[this.#pos]! === 71) {
        const s84 = this.#pos;
        d86: {
          o85: {
            const v87 = this.CommentClause();
            if (v87 === FAIL) break o85;
            v83 = v87;
            break d86;
          }
          this.#back(s84);
        }
      }
      let v88: Result;
      if (this.#types[this.#pos]! === 330) {
        const s89 = this.#pos;
        d91: {
          o90: {
            const v92 = this.WithProperties();
            if (v92 === FAIL) break o90;
            v88 = v92;
            break d91;
          }
          this.#back(s89);
        }
      }
      return this.#a.CreateStatement_table(this.#c, at, v70 as never, v75 as never, v80 as never, v81 as never, v83 as never, v88 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 78) c4: {
      if (this.#types[this.#pos] !== 78) break c4;
      this.#pos++;
      let v93: Result;
      if (this.#types[this.#pos]! === 219) {
        const s94 = this.#pos;
        d96: {
          o95: {
            const v97 = this.OrReplace();
            if (v97 === FAIL) break o95;
            v93 = v97;
            break d96;
          }
          this.#back(s94);
        }
      }
      if (this.#types[this.#pos] !== 192) break c4;
      this.#pos++;
      if (this.#types[this.#pos] !== 325) break c4;
      this.#pos++;
      let v98: Result;
      if (this.#types[this.#pos]! === 144) {
        const s99 = this.#pos;
        d101: {
          o100: {
            const v102 = this.IfNotExists();
            if (v102 === FAIL) break o100;
            v98 = v102;
            break d101;
          }
          this.#back(s99);
        }
      }
      const v103 = this.QualifiedName();
      if (v103 === FAIL) break c4;
      let v104: Result;
      if (this.#types[this.#pos]! === 134) {
        const s105 = this.#pos;
        d107: {
          o106: {
            const v108 = this.GracePeriod();
            if (v108 === FAIL) break o106;
            v104 = v108;
            break d107;
          }
          this.#back(s105);
        }
      }
      let v109: Result;
      if (this.#types[this.#pos]! === 71) {
        const s110 = this.#pos;
        d112: {
          o111: {
            const v113 = this.CommentClause();
            if (v113 === FAIL) break o111;
            v109 = v113;
            break d112;
          }
          this.#back(s110);
        }
      }
      let v114: Result;
      if (this.#types[this.#pos]! === 330) {
        const s115 = this.#pos;
        d117: {
          o116: {
            const v118 = this.WithProperties();
            if (v118 === FAIL) break o116;
            v114 = v118;
            break d117;
          }
          this.#back(s115);
        }
      }
      if (this.#types[this.#pos] !== 53) break c4;
      this.#pos++;
      const v119 = this.RootQuery();
      if (v119 === FAIL) break c4;
      return this.#a.CreateStatement_materializedView(this.#c, at, v93 as never, v98 as never, v103 as never, v104 as never, v109 as never, v114 as never, v119 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 78) c5: {
      if (this.#types[this.#pos] !== 78) break c5;
      this.#pos++;
      let v120: Result;
      if (this.#types[this.#pos]! === 219) {
        const s121 = this.#pos;
        d123: {
          o122: {
            const v124 = this.OrReplace();
            if (v124 === FAIL) break o122;
            v120 = v124;
            break d123;
          }
          this.#back(s121);
        }
      }
      if (this.#types[this.#pos] !== 325) break c5;
      this.#pos++;
      const v125 = this.QualifiedName();
      if (v125 === FAIL) break c5;
      let v126: Result;
      if (this.#types[this.#pos]! === 71) {
        const s127 = this.#pos;
        d129: {
          o128: {
            const v130 = this.CommentClause();
            if (v130 === FAIL) break o128;
            v126 = v130;
            break d129;
          }
          this.#back(s127);
        }
      }
      let v131: Result;
      if (this.#types[this.#pos]! === 271) {
        const s132 = this.#pos;
        d134: {
          o133: {
            const v135 = this.ViewSecurity();
            if (v135 === FAIL) break o133;
            v131 = v135;
            break d134;
          }
          this.#back(s132);
        }
      }
      if (this.#types[this.#pos] !== 53) break c5;
      this.#pos++;
      const v136 = this.RootQuery();
      if (v136 === FAIL) break c5;
      return this.#a.CreateStatement_view(this.#c, at, v120 as never, v125 as never, v126 as never, v131 as never, v136 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 78) c6: {
      if (this.#types[this.#pos] !== 78) break c6;
      this.#pos++;
      let v137: Result;
      if (this.#types[this.#pos]! === 219) {
        const s138 = this.#pos;
        d140: {
          o139: {
            const v141 = this.OrReplace();
            if (v141 === FAIL) break o139;
            v137 = v141;
            break d140;
          }
          this.#back(s138);
        }
      }
      const v142 = this.FunctionSpecification();
      if (v142 === FAIL) break c6;
      return this.#a.CreateStatement_function(this.#c, at, v137 as never, v142 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 78) c7: {
      if (this.#types[this.#pos] !== 78) break c7;
      this.#pos++;
      if (this.#types[this.#pos] !== 260) break c7;
      this.#pos++;
      const v143 = this.Identifier();
      if (v143 === FAIL) break c7;
      let v144: Result;
      if (this.#types[this.#pos]! === 330) {
        const s145 = this.#pos;
        d147: {
          o146: {
            const v148 = this.RoleAdmin();
            if (v148 === FAIL) break o146;
            v144 = v148;
            break d147;
          }
          this.#back(s145);
        }
      }
      let v149: Result;
      if (this.#types[this.#pos]! === 147) {
        const s150 = this.#pos;
        d152: {
          o151: {
            const v153 = this.InCatalog();
            if (v153 === FAIL) break o151;
            v149 = v153;
            break d152;
          }
          this.#back(s150);
        }
      }
      return this.#a.CreateStatement_role(this.#c, at, v143 as never, v144 as never, v149 as never);
    }
    this.#back(at);
    return FAIL;
  }

  DropStatement(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 108) c0: {
      if (this.#types[this.#pos] !== 108) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 67) break c0;
      this.#pos++;
      let v0: Result;
      if (this.#types[this.#pos]! === 144) {
        const s1 = this.#pos;
        d3: {
          o2: {
            const v4 = this.IfExists();
            if (v4 === FAIL) break o2;
            v0 = v4;
            break d3;
          }
          this.#back(s1);
        }
      }
      const v5 = this.Identifier();
      if (v5 === FAIL) break c0;
      let v6: Result;
      if (this.#types[this.#pos]! === 64 || this.#types[this.#pos]! === 254) {
        const s7 = this.#pos;
        d9: {
          o8: {
            const v10 = this.DropBehavior();
            if (v10 === FAIL) break o8;
            v6 = v10;
            break d9;
          }
          this.#back(s7);
        }
      }
      return this.#a.DropStatement_catalog(this.#c, at, v0 as never, v5 as never, v6 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 108) c1: {
      if (this.#types[this.#pos] !== 108) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 268) break c1;
      this.#pos++;
      let v11: Result;
      if (this.#types[this.#pos]! === 144) {
        const s12 = this.#pos;
        d14: {
          o13: {
            const v15 = this.IfExists();
            if (v15 === FAIL) break o13;
            v11 = v15;
            break d14;
          }
          this.#back(s12);
        }
      }
      const v16 = this.QualifiedName();
      if (v16 === FAIL) break c1;
      let v17: Result;
      if (this.#types[this.#pos]! === 64 || this.#types[this.#pos]! === 254) {
        const s18 = this.#pos;
        d20: {
          o19: {
            const v21 = this.DropBehavior();
            if (v21 === FAIL) break o19;
            v17 = v21;
            break d20;
          }
          this.#back(s18);
        }
      }
      return this.#a.DropStatement_schema(this.#c, at, v11 as never, v16 as never, v17 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 108) c2: {
      if (this.#types[this.#pos] !== 108) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 287) break c2;
      this.#pos++;
      let v22: Result;
      if (this.#types[this.#pos]! === 144) {
        const s23 = this.#pos;
        d25: {
          o24: {
            const v26 = this.IfExists();
            if (v26 === FAIL) break o24;
            v22 = v26;
            break d25;
          }
          this.#back(s23);
        }
      }
      const v27 = this.QualifiedName();
      if (v27 === FAIL) break c2;
      return this.#a.DropStatement_table(this.#c, at, v22 as never, v27 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 108) c3: {
      if (this.#types[this.#pos] !== 108) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 192) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 325) break c3;
      this.#pos++;
      let v28: Result;
      if (this.#types[this.#pos]! === 144) {
        const s29 = this.#pos;
        d31: {
          o30: {
            const v32 = this.IfExists();
            if (v32 === FAIL) break o30;
            v28 = v32;
            break d31;
          }
          this.#back(s29);
        }
      }
      const v33 = this.QualifiedName();
      if (v33 === FAIL) break c3;
      return this.#a.DropStatement_materializedView(this.#c, at, v28 as never, v33 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 108) c4: {
      if (this.#types[this.#pos] !== 108) break c4;
      this.#pos++;
      if (this.#types[this.#pos] !== 325) break c4;
      this.#pos++;
      let v34: Result;
      if (this.#types[this.#pos]! === 144) {
        const s35 = this.#pos;
        d37: {
          o36: {
            const v38 = this.IfExists();
            if (v38 === FAIL) break o36;
            v34 = v38;
            break d37;
          }
          this.#back(s35);
        }
      }
      const v39 = this.QualifiedName();
      if (v39 === FAIL) break c4;
      return this.#a.DropStatement_view(this.#c, at, v34 as never, v39 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 108) c5: {
      if (this.#types[this.#pos] !== 108) break c5;
      this.#pos++;
      if (this.#types[this.#pos] !== 132) break c5;
      this.#pos++;
      let v40: Result;
      if (this.#types[this.#pos]! === 144) {
        const s41 = this.#pos;
        d43: {
          o42: {
            const v44 = this.IfExists();
            if (v44 === FAIL) break o42;
            v40 = v44;
            break d43;
          }
          this.#back(s41);
        }
      }
      const v45 = this.FunctionDeclaration();
      if (v45 === FAIL) break c5;
      return this.#a.DropStatement_function(this.#c, at, v40 as never, v45 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 108) c6: {
      if (this.#types[this.#pos] !== 108) break c6;
      this.#pos++;
      if (this.#types[this.#pos] !== 260) break c6;
      this.#pos++;
      const v46 = this.Identifier();
      if (v46 === FAIL) break c6;
      let v47: Result;
      if (this.#types[this.#pos]! === 147) {
        const s48 = this.#pos;
        d50: {
          o49: {
            const v51 = this.InCatalog();
            if (v51 === FAIL) break o49;
            v47 = v51;
            break d50;
          }
          this.#back(s48);
        }
      }
      return this.#a.DropStatement_role(this.#c, at, v46 as never, v47 as never);
    }
    this.#back(at);
    return FAIL;
  }

  AlterStatement(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 48) c0: {
      if (this.#types[this.#pos] !== 48) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 268) break c0;
      this.#pos++;
      const v0 = this.QualifiedName();
      if (v0 === FAIL) break c0;
      if (this.#types[this.#pos] !== 248) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 295) break c0;
      this.#pos++;
      const v1 = this.Identifier();
      if (v1 === FAIL) break c0;
      return this.#a.AlterStatement_renameSchema(this.#c, at, v0 as never, v1 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 48) c1: {
      if (this.#types[this.#pos] !== 48) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 268) break c1;
      this.#pos++;
      const v2 = this.QualifiedName();
      if (v2 === FAIL) break c1;
      if (this.#types[this.#pos] !== 276) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 56) break c1;
      this.#pos++;
      const v3 = this.Principal();
      if (v3 === FAIL) break c1;
      return this.#a.AlterStatement_schemaOwner(this.#c, at, v2 as never, v3 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 48) c2: {
      if (this.#types[this.#pos] !== 48) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 287) break c2;
      this.#pos++;
      let v4: Result;
      if (this.#types[this.#pos]! === 144) {
        const s5 = this.#pos;
        d7: {
          o6: {
            const v8 = this.IfExists();
            if (v8 === FAIL) break o6;
            v4 = v8;
            break d7;
          }
          this.#back(s5);
        }
      }
      const v9 = this.QualifiedName();
      if (v9 === FAIL) break c2;
      if (this.#types[this.#pos] !== 248) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 295) break c2;
      this.#pos++;
      const v10 = this.QualifiedName();
      if (v10 === FAIL) break c2;
      return this.#a.AlterStatement_renameTable(this.#c, at, v4 as never, v9 as never, v10 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 48) c3: {
      if (this.#types[this.#pos] !== 48) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 287) break c3;
      this.#pos++;
      let v11: Result;
      if (this.#types[this.#pos]! === 144) {
        const s12 = this.#pos;
        d14: {
          o13: {
            const v15 = this.IfExists();
            if (v15 === FAIL) break o13;
            v11 = v15;
            break d14;
          }
          this.#back(s12);
        }
      }
      const v16 = this.QualifiedName();
      if (v16 === FAIL) break c3;
      if (this.#types[this.#pos] !== 44) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 69) break c3;
      this.#pos++;
      let v17: Result;
      if (this.#types[this.#pos]! === 144) {
        const s18 = this.#pos;
        d20: {
          o19: {
            const v21 = this.IfNotExists();
            if (v21 === FAIL) break o19;
            v17 = v21;
            break d20;
          }
          this.#back(s18);
        }
      }
      const v22 = this.ColumnDefinition();
      if (v22 === FAIL) break c3;
      return this.#a.AlterStatement_addColumn(this.#c, at, v11 as never, v16 as never, v17 as never, v22 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 48) c4: {
      if (this.#types[this.#pos] !== 48) break c4;
      this.#pos++;
      if (this.#types[this.#pos] !== 287) break c4;
      this.#pos++;
      let v23: Result;
      if (this.#types[this.#pos]! === 144) {
        const s24 = this.#pos;
        d26: {
          o25: {
            const v27 = this.IfExists();
            if (v27 === FAIL) break o25;
            v23 = v27;
            break d26;
          }
          this.#back(s24);
        }
      }
      const v28 = this.QualifiedName();
      if (v28 === FAIL) break c4;
      if (this.#types[this.#pos] !== 248) break c4;
      this.#pos++;
      if (this.#types[this.#pos] !== 69) break c4;
      this.#pos++;
      let v29: Result;
      if (this.#types[this.#pos]! === 144) {
        const s30 = this.#pos;
        d32: {
          o31: {
            const v33 = this.IfExists();
            if (v33 === FAIL) break o31;
            v29 = v33;
            break d32;
          }
          this.#back(s30);
        }
      }
      const v34 = this.QualifiedName();
      if (v34 === FAIL) break c4;
      if (this.#types[this.#pos] !== 295) break c4;
      this.#pos++;
      const v35 = this.Identifier();
      if (v35 === FAIL) break c4;
      return this.#a.AlterStatement_renameColumn(this.#c, at, v23 as never, v28 as never, v29 as never, v34 as never, v35 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 48) c5: {
      if (this.#types[this.#pos] !== 48) break c5;
      this.#pos++;
      if (this.#types[this.#pos] !== 287) break c5;
      this.#pos++;
      let v36: Result;
      if (this.#types[this.#pos]! === 144) {
        const s37 = this.#pos;
        d39: {
          o38: {
            const v40 = this.IfExists();
            if (v40 === FAIL) break o38;
            v36 = v40;
            break d39;
          }
          this.#back(s37);
        }
      }
      const v41 = this.QualifiedName();
      if (v41 === FAIL) break c5;
      if (this.#types[this.#pos] !== 108) break c5;
      this.#pos++;
      if (this.#types[this.#pos] !== 69) break c5;
      this.#pos++;
      let v42: Result;
      if (this.#types[this.#pos]! === 144) {
        const s43 = this.#pos;
        d45: {
          o44: {
            const v46 = this.IfExists();
            if (v46 === FAIL) break o44;
            v42 = v46;
            break d45;
          }
          this.#back(s43);
        }
      }
      const v47 = this.QualifiedName();
      if (v47 === FAIL) break c5;
      return this.#a.AlterStatement_dropColumn(this.#c, at, v36 as never, v41 as never, v42 as never, v47 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 48) c6: {
      if (this.#types[this.#pos] !== 48) break c6;
      this.#pos++;
      if (this.#types[this.#pos] !== 287) break c6;
      this.#pos++;
      let v48: Result;
      if (this.#types[this.#pos]! === 144) {
        const s49 = this.#pos;
        d51: {
          o50: {
            const v52 = this.IfExists();
            if (v52 === FAIL) break o50;
            v48 = v52;
            break d51;
          }
          this.#back(s49);
        }
      }
      const v53 = this.QualifiedName();
      if (v53 === FAIL) break c6;
      if (this.#types[this.#pos] !== 48) break c6;
      this.#pos++;
      if (this.#types[this.#pos] !== 69) break c6;
      this.#pos++;
      const v54 = this.QualifiedName();
      if (v54 === FAIL) break c6;
      if (this.#types[this.#pos] !== 276) break c6;
      this.#pos++;
      if (this.#types[this.#pos] !== 90) break c6;
      this.#pos++;
      if (this.#types[this.#pos] !== 302) break c6;
      this.#pos++;
      const v55 = this.Type();
      if (v55 === FAIL) break c6;
      return this.#a.AlterStatement_columnType(this.#c, at, v48 as never, v53 as never, v54 as never, v55 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 48) c7: {
      if (this.#types[this.#pos] !== 48) break c7;
      this.#pos++;
      if (this.#types[this.#pos] !== 287) break c7;
      this.#pos++;
      const v56 = this.QualifiedName();
      if (v56 === FAIL) break c7;
      if (this.#types[this.#pos] !== 276) break c7;
      this.#pos++;
      if (this.#types[this.#pos] !== 56) break c7;
      this.#pos++;
      const v57 = this.Principal();
      if (v57 === FAIL) break c7;
      return this.#a.AlterStatement_tableOwner(this.#c, at, v56 as never, v57 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 48) c8: {
      if (this.#types[this.#pos] !== 48) break c8;
      this.#pos++;
      if (this.#types[this.#pos] !== 287) break c8;
      this.#pos++;
      const v58 = this.QualifiedName();
      if (v58 === FAIL) break c8;
      if (this.#types[this.#pos] !== 276) break c8;
      this.#pos++;
      if (this.#types[this.#pos] !== 241) break c8;
      this.#pos++;
      const v59 = this.Properties();
      if (v59 === FAIL) break c8;
      return this.#a.AlterStatement_tableProperties(this.#c, at, v58 as never, v59 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 48) c9: {
      if (this.#types[this.#pos] !== 48) break c9;
      this.#pos++;
      if (this.#types[this.#pos] !== 287) break c9;
      this.#pos++;
      const v60 = this.QualifiedName();
      if (v60 === FAIL) break c9;
      if (this.#types[this.#pos] !== 118) break c9;
      this.#pos++;
      const v61 = this.Identifier();
      if (v61 === FAIL) break c9;
      let v62: Result;
      if (this.#types[this.#pos]! === 15) {
        const s63 = this.#pos;
        d65: {
          o64: {
            const v66 = this.CallArguments();
            if (v66 === FAIL) break o64;
            v62 = v66;
            break d65;
          }
          this.#back(s63);
        }
      }
      let v67: Result;
      if (this.#types[this.#pos]! === 327) {
        const s68 = this.#pos;
        d70: {
          o69: {
            const v71 = this.Where();
            if (v71 === FAIL) break o69;
            v67 = v71;
            break d70;
          }
          this.#back(s68);
        }
      }
      return this.#a.AlterStatement_execute(this.#c, at, v60 as never, v61 as never, v62 as never, v67 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 48) c10: {
      if (this.#types[this.#pos] !== 48) break c10;
      this.#pos++;
      if (this.#types[this.#pos] !== 192) break c10;
      this.#pos++;
      if (this.#types[this.#pos] !== 325) break c10;
      this.#pos++;
      let v72: Result;
      if (this.#types[this.#pos]! === 144) {
        const s73 = this.#pos;
        d75: {
          o74: {
            const v76 = this.IfExists();
            if (v76 === FAIL) break o74;
            v72 = v76;
            break d75;
          }
          this.#back(s73);
        }
      }
      const v77 = this.QualifiedName();
      if (v77 === FAIL) break c10;
      if (this.#types[this.#pos] !== 248) break c10;
      this.#pos++;
      if (this.#types[this.#pos] !== 295) break c10;
      this.#pos++;
      const v78 = this.QualifiedName();
      if (v78 === FAIL) break c10;
      return this.#a.AlterStatement_renameMaterializedView(this.#c, at, v72 as never, v77 as never, v78 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 48) c11: {
      if (this.#types[this.#pos] !== 48) break c11;
      this.#pos++;
      if (this.#types[this.#pos] !== 192) break c11;
      this.#pos++;
      if (this.#types[this.#pos] !== 325) break c11;
      this.#pos++;
      const v79 = this.QualifiedName();
      if (v79 === FAIL) break c11;
      if (this.#types[this.#pos] !== 276) break c11;
      this.#pos++;
      if (this.#types[this.#pos] !== 241) break c11;
      this.#pos++;
      const v80 = this.Properties();
      if (v80 === FAIL) break c11;
      return this.#a.AlterStatement_materializedViewProperties(this.#c, at, v79 as never, v80 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 48) c12: {
      if (this.#types[this.#pos] !== 48) break c12;
      this.#pos++;
      if (this.#types[this.#pos] !== 325) break c12;
      this.#pos++;
      const v81 = this.QualifiedName();
      if (v81 === FAIL) break c12;
      if (this.#types[this.#pos] !== 248) break c12;
      this.#pos++;
      if (this.#types[this.#pos] !== 295) break c12;
      this.#pos++;
      const v82 = this.QualifiedName();
      if (v82 === FAIL) break c12;
      return this.#a.AlterStatement_renameView(this.#c, at, v81 as never, v82 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 48) c13: {
      if (this.#types[this.#pos] !== 48) break c13;
      this.#pos++;
      if (this.#types[this.#pos] !== 325) break c13;
      this.#pos++;
      const v83 = this.QualifiedName();
      if (v83 === FAIL) break c13;
      if (this.#types[this.#pos] !== 276) break c13;
      this.#pos++;
      if (this.#types[this.#pos] !== 56) break c13;
      this.#pos++;
      const v84 = this.Principal();
      if (v84 === FAIL) break c13;
      return this.#a.AlterStatement_viewOwner(this.#c, at, v83 as never, v84 as never);
    }
    this.#back(at);
    return FAIL;
  }

  OrReplace(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 219) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 251) return FAIL;
    this.#pos++;
    return at;
  }

  IfNotExists(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 144) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 207) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 119) return FAIL;
    this.#pos++;
    return at;
  }

  IfExists(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 144) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 119) return FAIL;
    this.#pos++;
    return at;
  }

  DropBehavior(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return t === 64 || t === 254 ? this.#pos++ : FAIL;
  }

  CommentClause(): Result {
    if (this.#types[this.#pos] !== 71) return FAIL;
    this.#pos++;
    const v0 = this.String();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  Authorization(): Result {
    if (this.#types[this.#pos] !== 56) return FAIL;
    this.#pos++;
    const v0 = this.Principal();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  ViewSecurity(): Result {
    if (this.#types[this.#pos] !== 271) return FAIL;
    this.#pos++;
    const v0 = this.SecurityMode();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  SecurityMode(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return t === 97 || t === 156 ? this.#pos++ : FAIL;
  }

  GracePeriod(): Result {
    if (this.#types[this.#pos] !== 134) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 233) return FAIL;
    this.#pos++;
    const v0 = this.Interval();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  RoleAdmin(): Result {
    if (this.#types[this.#pos] !== 330) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 45) return FAIL;
    this.#pos++;
    const v0 = this.Grantor();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  InCatalog(): Result {
    if (this.#types[this.#pos] !== 147) return FAIL;
    this.#pos++;
    const v0 = this.Identifier();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  TableQuery(): Result {
    const at = this.#pos;
    if (S0[this.#types[at]!] === 1) c0: {
      const v0 = this.RootQuery();
      if (v0 === FAIL) break c0;
      return v0;
    }
    this.#back(at);
    if (this.#types[at]! === 15) c1: {
      if (this.#types[this.#pos] !== 15) break c1;
      this.#pos++;
      const v1 = this.RootQuery();
      if (v1 === FAIL) break c1;
      if (this.#types[this.#pos] !== 16) break c1;
      this.#pos++;
      return v1;
    }
    this.#back(at);
    return FAIL;
  }

  WithData(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 330) return FAIL;
    this.#pos++;
    let v0: Result;
    if (this.#types[this.#pos]! === 204) {
      const s1 = this.#pos;
      d3: {
        o2: {
          if (this.#types[this.#pos] !== 204) break o2;
          this.#pos++;
          v0 = s1;
          break d3;
        }
        this.#back(s1);
      }
    }
    if (this.#types[this.#pos] !== 90) return FAIL;
    this.#pos++;
    return this.#a.WithData_data(this.#c, at, v0 as never);
  }

  WithProperties(): Result {
    if (this.#types[this.#pos] !== 330) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    const v0 = this.Properties();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return v0;
  }

  Properties(): Result {
    let v0: unknown[] = NONE;
    {
      const first = this.Property();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.Property();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    return v0;
  }

  Property(): Result {
    const at = this.#pos;
    const v0 = this.Identifier();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 30) return FAIL;
    this.#pos++;
    const v1 = this.PropertyValue();
    if (v1 === FAIL) return FAIL;
    return this.#a.Property(this.#c, at, v0 as never, v1 as never);
  }

  PropertyValue(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 95) c0: {
      if (this.#types[this.#pos] !== 95) break c0;
      this.#pos++;
      const s0 = this.#pos;
      let ok2 = false;
      l1: {
        const v3 = this.ExpressionContinues();
        if (v3 === FAIL) break l1;
        ok2 = true;
      }
      this.#pos = s0;
      if (ok2) break c0;
      return this.#a.PropertyValue_default(this.#c, at);
    }
    this.#back(at);
    if (S3[this.#types[at]!] === 1) c1: {
      const v4 = this.Expression();
      if (v4 === FAIL) break c1;
      return this.#a.PropertyValue_value(this.#c, at, v4 as never);
    }
    this.#back(at);
    return FAIL;
  }

  TableElement(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 179) c0: {
      const v0 = this.LikeClause();
      if (v0 === FAIL) break c0;
      return v0;
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c1: {
      const v1 = this.ColumnDefinition();
      if (v1 === FAIL) break c1;
      return v1;
    }
    this.#back(at);
    return FAIL;
  }

  ColumnDefinition(): Result {
    const at = this.#pos;
    const v0 = this.QualifiedName();
    if (v0 === FAIL) return FAIL;
    const v1 = this.Type();
    if (v1 === FAIL) return FAIL;
    let v2: Result;
    if (this.#types[this.#pos]! === 207) {
      const s3 = this.#pos;
      d5: {
        o4: {
          const v6 = this.NotNull();
          if (v6 === FAIL) break o4;
          v2 = v6;
          break d5;
        }
        this.#back(s3);
      }
    }
    let v7: Result;
    if (this.#types[this.#pos]! === 71) {
      const s8 = this.#pos;
      d10: {
        o9: {
          const v11 = this.CommentClause();
          if (v11 === FAIL) break o9;
          v7 = v11;
          break d10;
        }
        this.#back(s8);
      }
    }
    let v12: Result;
    if (this.#types[this.#pos]! === 330) {
      const s13 = this.#pos;
      d15: {
        o14: {
          const v16 = this.WithProperties();
          if (v16 === FAIL) break o14;
          v12 = v16;
          break d15;
        }
        this.#back(s13);
      }
    }
    return this.#a.ColumnDefinition(this.#c, at, v0 as never, v1 as never, v2 as never, v7 as never, v12 as never);
  }

  NotNull(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 207) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 208) return FAIL;
    this.#pos++;
    return at;
  }

  LikeClause(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 179) return FAIL;
    this.#pos++;
    const v0 = this.QualifiedName();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (this.#types[this.#pos]! === 117 || this.#types[this.#pos]! === 148) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.LikeOption();
          if (v5 === FAIL) break o3;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    return this.#a.LikeClause(this.#c, at, v0 as never, v1 as never);
  }

  LikeOption(): Result {
    const v0 = this.#pos;
    if (!(this.#types[v0]! === 117 || this.#types[v0]! === 148)) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 241) return FAIL;
    this.#pos++;
    return v0;
  }

  CommentSubject(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return S5[t] === 1 ? this.#pos++ : FAIL;
  }

  CommentText(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 5 || this.#types[at]! === 6) c0: {
      const v0 = this.String();
      if (v0 === FAIL) break c0;
      return v0;
    }
    this.#back(at);
    if (this.#types[at]! === 208) c1: {
      if (this.#types[this.#pos] !== 208) break c1;
      this.#pos++;
      return this.#a.CommentText_none(this.#c, at);
    }
    this.#back(at);
    return FAIL;
  }

  UpdateAssignment(): Result {
    const at = this.#pos;
    const v0 = this.Identifier();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 30) return FAIL;
    this.#pos++;
    const v1 = this.Expression();
    if (v1 === FAIL) return FAIL;
    return this.#a.UpdateAssignment(this.#c, at, v0 as never, v1 as never);
  }

  MergeAlias(): Result {
    const at = this.#pos;
    let v0: Result;
    if (this.#types[this.#pos]! === 53) {
      const s1 = this.#pos;
      d3: {
        o2: {
          if (this.#types[this.#pos] !== 53) break o2;
          this.#pos++;
          v0 = s1;
          break d3;
        }
        this.#back(s1);
      }
    }
    const v4 = this.Identifier();
    if (v4 === FAIL) return FAIL;
    return this.#a.MergeAlias(this.#c, at, v0 as never, v4 as never);
  }

  MergeCase(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 326) c0: {
      if (this.#types[this.#pos] !== 326) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 189) break c0;
      this.#pos++;
      let v0: Result;
      if (this.#types[this.#pos]! === 50) {
        const s1 = this.#pos;
        d3: {
          o2: {
            const v4 = this.MergeCondition();
            if (v4 === FAIL) break o2;
            v0 = v4;
            break d3;
          }
          this.#back(s1);
        }
      }
      if (this.#types[this.#pos] !== 291) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 313) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 276) break c0;
      this.#pos++;
      let v5: unknown[] = NONE;
      {
        const first = this.UpdateAssignment();
        if (first === FAIL) break c0;
        {
          v5 = [first];
          while (this.#types[this.#pos] === 19) {
            const s6 = this.#pos++;
            const next = this.UpdateAssignment();
            if (next === FAIL) {
              this.#back(s6);
              break;
            }
            v5.push(next);
          }
        }
      }
      return this.#a.MergeCase_update(this.#c, at, v0 as never, v5 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 326) c1: {
      if (this.#types[this.#pos] !== 326) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 189) break c1;
      this.#pos++;
      let v7: Result;
      if (this.#types[this.#pos]! === 50) {
        const s8 = this.#pos;
        d10: {
          o9: {
            const v11 = this.MergeCondition();
            if (v11 === FAIL) break o9;
            v7 = v11;
            break d10;
          }
          this.#back(s8);
        }
      }
      if (this.#types[this.#pos] !== 291) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 98) break c1;
      this.#pos++;
      return this.#a.MergeCase_delete(this.#c, at, v7 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 326) c2: {
      if (this.#types[this.#pos] !== 326) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 207) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 189) break c2;
      this.#pos++;
      let v12: Result;
      if (this.#types[this.#pos]! === 50) {
        const s13 = this.#pos;
        d15: {
          o14: {
            const v16 = this.MergeCondition();
            if (v16 === FAIL) break o14;
            v12 = v16;
            break d15;
          }
          this.#back(s13);
        }
      }
      if (this.#types[this.#pos] !== 291) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 152) break c2;
      this.#pos++;
      let v17: Result;
      if (this.#types[this.#pos]! === 15) {
        const s18 = this.#pos;
        d20: {
          o19: {
            const v21 = this.MergeColumns();
            if (v21 === FAIL) break o19;
            v17 = v21;
            break d20;
          }
          this.#back(s18);
        }
      }
      if (this.#types[this.#pos] !== 322) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c2;
      this.#pos++;
      let v22: unknown[] = NONE;
      {
        const first = this.Expression();
        if (first === FAIL) break c2;
        {
          v22 = [first];
          while (this.#types[this.#pos] === 19) {
            const s23 = this.#pos++;
            const next = this.Expression();
            if (next === FAIL) {
              this.#back(s23);
              break;
            }
            v22.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c2;
      this.#pos++;
      return this.#a.MergeCase_insert(this.#c, at, v12 as never, v17 as never, v22 as never);
    }
    this.#back(at);
    return FAIL;
  }

  MergeCondition(): Result {
    if (this.#types[this.#pos] !== 50) return FAIL;
    this.#pos++;
    const v0 = this.Expression();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  MergeColumns(): Result {
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.Identifier();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.Identifier();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return v0;
  }

  CallArguments(): Result {
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.CallArgument();
      if (first !== FAIL) {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.CallArgument();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return v0;
  }

  CallArgument(): Result {
    const at = this.#pos;
    if (S3[this.#types[at]!] === 1) c0: {
      const v0 = this.Expression();
      if (v0 === FAIL) break c0;
      const s1 = this.#pos;
      let ok3 = false;
      l2: {
        if (this.#types[this.#pos] !== 31) break l2;
        this.#pos++;
        ok3 = true;
      }
      this.#pos = s1;
      if (ok3) break c0;
      return this.#a.CallArgument_positional(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c1: {
      const v4 = this.Identifier();
      if (v4 === FAIL) break c1;
      if (this.#types[this.#pos] !== 31) break c1;
      this.#pos++;
      const v5 = this.Expression();
      if (v5 === FAIL) break c1;
      return this.#a.CallArgument_named(this.#c, at, v4 as never, v5 as never);
    }
    this.#back(at);
    return FAIL;
  }

  RoleStatement(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 135) c0: {
      if (this.#types[this.#pos] !== 135) break c0;
      this.#pos++;
      const v0 = this.Roles();
      if (v0 === FAIL) break c0;
      if (this.#types[this.#pos] !== 295) break c0;
      this.#pos++;
      const v1 = this.Principals();
      if (v1 === FAIL) break c0;
      let v2: Result;
      if (this.#types[this.#pos]! === 330) {
        const s3 = this.#pos;
        d5: {
          o4: {
            const v6 = this.AdminOption();
            if (v6 === FAIL) break o4;
            v2 = v6;
            break d5;
          }
          this.#back(s3);
        }
      }
      let v7: Result;
      if (this.#types[this.#pos]! === 136) {
        const s8 = this.#pos;
        d10: {
          o9: {
            const v11 = this.GrantedBy();
            if (v11 === FAIL) break o9;
            v7 = v11;
            break d10;
          }
          this.#back(s8);
        }
      }
      let v12: Result;
      if (this.#types[this.#pos]! === 147) {
        const s13 = this.#pos;
        d15: {
          o14: {
            const v16 = this.InCatalog();
            if (v16 === FAIL) break o14;
            v12 = v16;
            break d15;
          }
          this.#back(s13);
        }
      }
      return this.#a.RoleStatement_grant(this.#c, at, v0 as never, v1 as never, v2 as never, v7 as never, v12 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 258) c1: {
      if (this.#types[this.#pos] !== 258) break c1;
      this.#pos++;
      let v17: Result;
      if (this.#types[this.#pos]! === 45) {
        const s18 = this.#pos;
        d20: {
          o19: {
            const v21 = this.AdminOptionFor();
            if (v21 === FAIL) break o19;
            v17 = v21;
            break d20;
          }
          this.#back(s18);
        }
      }
      const v22 = this.Roles();
      if (v22 === FAIL) break c1;
      if (this.#types[this.#pos] !== 130) break c1;
      this.#pos++;
      const v23 = this.Principals();
      if (v23 === FAIL) break c1;
      let v24: Result;
      if (this.#types[this.#pos]! === 136) {
        const s25 = this.#pos;
        d27: {
          o26: {
            const v28 = this.GrantedBy();
            if (v28 === FAIL) break o26;
            v24 = v28;
            break d27;
          }
          this.#back(s25);
        }
      }
      let v29: Result;
      if (this.#types[this.#pos]! === 147) {
        const s30 = this.#pos;
        d32: {
          o31: {
            const v33 = this.InCatalog();
            if (v33 === FAIL) break o31;
            v29 = v33;
            break d32;
          }
          this.#back(s30);
        }
      }
      return this.#a.RoleStatement_revoke(this.#c, at, v17 as never, v22 as never, v23 as never, v24 as never, v29 as never);
    }
    this.#back(at);
    return FAIL;
  }

  PrivilegeStatement(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 135) c0: {
      if (this.#types[this.#pos] !== 135) break c0;
      this.#pos++;
      const v0 = this.Privileges();
      if (v0 === FAIL) break c0;
      if (this.#types[this.#pos] !== 215) break c0;
      this.#pos++;
      const v1 = this.GrantObject();
      if (v1 === FAIL) break c0;
      if (this.#types[this.#pos] !== 295) break c0;
      this.#pos++;
      const v2 = this.Principal();
      if (v2 === FAIL) break c0;
      let v3: Result;
      if (this.#types[this.#pos]! === 330) {
        const s4 = this.#pos;
        d6: {
          o5: {
            const v7 = this.GrantOption();
            if (v7 === FAIL) break o5;
            v3 = v7;
            break d6;
          }
          this.#back(s4);
        }
      }
      return this.#a.PrivilegeStatement_grant(this.#c, at, v0 as never, v1 as never, v2 as never, v3 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 99) c1: {
      if (this.#types[this.#pos] !== 99) break c1;
      this.#pos++;
      const v8 = this.Privileges();
      if (v8 === FAIL) break c1;
      if (this.#types[this.#pos] !== 215) break c1;
      this.#pos++;
      const v9 = this.GrantObject();
      if (v9 === FAIL) break c1;
      if (this.#types[this.#pos] !== 295) break c1;
      this.#pos++;
      const v10 = this.Principal();
      if (v10 === FAIL) break c1;
      return this.#a.PrivilegeStatement_deny(this.#c, at, v8 as never, v9 as never, v10 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 258) c2: {
      if (this.#types[this.#pos] !== 258) break c2;
      this.#pos++;
      let v11: Result;
      if (this.#types[this.#pos]! === 135) {
        const s12 = this.#pos;
        d14: {
          o13: {
            const v15 = this.GrantOptionFor();
            if (v15 === FAIL) break o13;
            v11 = v15;
            break d14;
          }
          this.#back(s12);
        }
      }
      const v16 = this.Privileges();
      if (v16 === FAIL) break c2;
      if (this.#types[this.#pos] !== 215) break c2;
      this.#pos++;
      const v17 = this.GrantObject();
      if (v17 === FAIL) break c2;
      if (this.#types[this.#pos] !== 130) break c2;
      this.#pos++;
      const v18 = this.Principal();
      if (v18 === FAIL) break c2;
      return this.#a.PrivilegeStatement_revoke(this.#c, at, v11 as never, v16 as never, v17 as never, v18 as never);
    }
    this.#back(at);
    return FAIL;
  }

  Roles(): Result {
    let v0: unknown[] = NONE;
    {
      const first = this.Identifier();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.Identifier();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    return v0;
  }

  Principals(): Result {
    let v0: unknown[] = NONE;
    {
      const first = this.Principal();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.Principal();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    return v0;
  }

  AdminOption(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 330) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 45) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 218) return FAIL;
    this.#pos++;
    return at;
  }

  AdminOptionFor(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 45) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 218) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 128) return FAIL;
    this.#pos++;
    return at;
  }

  GrantOption(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 330) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 135) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 218) return FAIL;
    this.#pos++;
    return at;
  }

  GrantOptionFor(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 135) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 218) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 128) return FAIL;
    this.#pos++;
    return at;
  }

  GrantedBy(): Result {
    if (this.#types[this.#pos] !== 136) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 61) return FAIL;
    this.#pos++;
    const v0 = this.Grantor();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  Privileges(): Result {
    const at = this.#pos;
    if (S6[this.#types[at]!] === 1) c0: {
      let v0: unknown[] = NONE;
      {
        const first = this.Privilege();
        if (first === FAIL) break c0;
        {
          v0 = [first];
          while (this.#types[this.#pos] === 19) {
            const s1 = this.#pos++;
            const next = this.Privilege();
            if (next === FAIL) {
              this.#back(s1);
              break;
            }
            v0.push(next);
          }
        }
      }
      return this.#a.Privileges_some(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 47) c1: {
      if (this.#types[this.#pos] !== 47) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 240) break c1;
      this.#pos++;
      return this.#a.Privileges_all(this.#c, at);
    }
    this.#back(at);
    return FAIL;
  }

  Privilege(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return S6[t] === 1 ? this.#pos++ : FAIL;
  }

  GrantObject(): Result {
    const at = this.#pos;
    let v0: Result;
    if (this.#types[this.#pos]! === 268 || this.#types[this.#pos]! === 287) {
      const s1 = this.#pos;
      d3: {
        o2: {
          const v4 = this.ObjectEntity();
          if (v4 === FAIL) break o2;
          v0 = v4;
          break d3;
        }
        this.#back(s1);
      }
    }
    const v5 = this.QualifiedName();
    if (v5 === FAIL) return FAIL;
    return this.#a.GrantObject(this.#c, at, v0 as never, v5 as never);
  }

  ObjectEntity(): Result {
    const v0 = this.#pos;
    if (!(this.#types[v0]! === 268 || this.#types[v0]! === 287)) return FAIL;
    this.#pos++;
    const s3 = this.#pos;
    let ok5 = false;
    l4: {
      const v6 = this.Identifier();
      if (v6 === FAIL) break l4;
      ok5 = true;
    }
    this.#pos = s3;
    if (!ok5) return FAIL;
    return v0;
  }

  Principal(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 315) c0: {
      if (this.#types[this.#pos] !== 315) break c0;
      this.#pos++;
      const v0 = this.Identifier();
      if (v0 === FAIL) break c0;
      return this.#a.Principal_user(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 260) c1: {
      if (this.#types[this.#pos] !== 260) break c1;
      this.#pos++;
      const v1 = this.Identifier();
      if (v1 === FAIL) break c1;
      return this.#a.Principal_role(this.#c, at, v1 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c2: {
      const v2 = this.Identifier();
      if (v2 === FAIL) break c2;
      return this.#a.Principal_unspecified(this.#c, at, v2 as never);
    }
    this.#back(at);
    return FAIL;
  }

  Grantor(): Result {
    const at = this.#pos;
    if (S4[this.#types[at]!] === 1) c0: {
      const v0 = this.Principal();
      if (v0 === FAIL) break c0;
      return this.#a.Grantor_principal(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 89) c1: {
      if (this.#types[this.#pos] !== 89) break c1;
      this.#pos++;
      return this.#a.Grantor_user(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 85) c2: {
      if (this.#types[this.#pos] !== 85) break c2;
      this.#pos++;
      return this.#a.Grantor_role(this.#c, at);
    }
    this.#back(at);
    return FAIL;
  }

  ExplainOptions(): Result {
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.ExplainOption();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.ExplainOption();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return v0;
  }

  ExplainOption(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 129) c0: {
      if (this.#types[this.#pos] !== 129) break c0;
      this.#pos++;
      const v0 = this.#pos;
      if (!(S7[this.#types[v0]!] === 1)) break c0;
      this.#pos++;
      return this.#a.ExplainOption_format(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 302) c1: {
      if (this.#types[this.#pos] !== 302) break c1;
      this.#pos++;
      const v3 = this.#pos;
      if (!(S8[this.#types[v3]!] === 1)) break c1;
      this.#pos++;
      return this.#a.ExplainOption_type(this.#c, at, v3 as never);
    }
    this.#back(at);
    return FAIL;
  }

  ShowStatement(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 278) c0: {
      if (this.#types[this.#pos] !== 278) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 78) break c0;
      this.#pos++;
      const v0 = this.ShowCreateType();
      if (v0 === FAIL) break c0;
      const v1 = this.QualifiedName();
      if (v1 === FAIL) break c0;
      return this.#a.ShowStatement_create(this.#c, at, v0 as never, v1 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 278) c1: {
      if (this.#types[this.#pos] !== 278) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 288) break c1;
      this.#pos++;
      let v2: Result;
      if (this.#types[this.#pos]! === 130 || this.#types[this.#pos]! === 147) {
        const s3 = this.#pos;
        d5: {
          o4: {
            const v6 = this.InSchema();
            if (v6 === FAIL) break o4;
            v2 = v6;
            break d5;
          }
          this.#back(s3);
        }
      }
      let v7: Result;
      if (this.#types[this.#pos]! === 179) {
        const s8 = this.#pos;
        d10: {
          o9: {
            const v11 = this.ShowPattern();
            if (v11 === FAIL) break o9;
            v7 = v11;
            break d10;
          }
          this.#back(s8);
        }
      }
      return this.#a.ShowStatement_tables(this.#c, at, v2 as never, v7 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 278) c2: {
      if (this.#types[this.#pos] !== 278) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 269) break c2;
      this.#pos++;
      let v12: Result;
      if (this.#types[this.#pos]! === 130 || this.#types[this.#pos]! === 147) {
        const s13 = this.#pos;
        d15: {
          o14: {
            const v16 = this.ShowIn();
            if (v16 === FAIL) break o14;
            v12 = v16;
            break d15;
          }
          this.#back(s13);
        }
      }
      let v17: Result;
      if (this.#types[this.#pos]! === 179) {
        const s18 = this.#pos;
        d20: {
          o19: {
            const v21 = this.ShowPattern();
            if (v21 === FAIL) break o19;
            v17 = v21;
            break d20;
          }
          this.#back(s18);
        }
      }
      return this.#a.ShowStatement_schemas(this.#c, at, v12 as never, v17 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 278) c3: {
      if (this.#types[this.#pos] !== 278) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 68) break c3;
      this.#pos++;
      let v22: Result;
      if (this.#types[this.#pos]! === 179) {
        const s23 = this.#pos;
        d25: {
          o24: {
            const v26 = this.ShowPattern();
            if (v26 === FAIL) break o24;
            v22 = v26;
            break d25;
          }
          this.#back(s23);
        }
      }
      return this.#a.ShowStatement_catalogs(this.#c, at, v22 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 278) c4: {
      if (this.#types[this.#pos] !== 278) break c4;
      this.#pos++;
      if (this.#types[this.#pos] !== 70) break c4;
      this.#pos++;
      const v27 = this.FromOrIn();
      if (v27 === FAIL) break c4;
      let v28: Result;
      if (S4[this.#types[this.#pos]!] === 1) {
        const s29 = this.#pos;
        d31: {
          o30: {
            const v32 = this.QualifiedName();
            if (v32 === FAIL) break o30;
            v28 = v32;
            break d31;
          }
          this.#back(s29);
        }
      }
      let v33: Result;
      if (this.#types[this.#pos]! === 179) {
        const s34 = this.#pos;
        d36: {
          o35: {
            const v37 = this.ShowPattern();
            if (v37 === FAIL) break o35;
            v33 = v37;
            break d36;
          }
          this.#back(s34);
        }
      }
      return this.#a.ShowStatement_columns(this.#c, at, v27 as never, v28 as never, v33 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 278) c5: {
      if (this.#types[this.#pos] !== 278) break c5;
      this.#pos++;
      if (this.#types[this.#pos] !== 282) break c5;
      this.#pos++;
      if (this.#types[this.#pos] !== 128) break c5;
      this.#pos++;
      const v38 = this.QualifiedName();
      if (v38 === FAIL) break c5;
      return this.#a.ShowStatement_stats(this.#c, at, v38 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 278) c6: {
      if (this.#types[this.#pos] !== 278) break c6;
      this.#pos++;
      if (this.#types[this.#pos] !== 282) break c6;
      this.#pos++;
      if (this.#types[this.#pos] !== 128) break c6;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c6;
      this.#pos++;
      const v39 = this.RootQuery();
      if (v39 === FAIL) break c6;
      if (this.#types[this.#pos] !== 16) break c6;
      this.#pos++;
      return this.#a.ShowStatement_queryStats(this.#c, at, v39 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 278) c7: {
      if (this.#types[this.#pos] !== 278) break c7;
      this.#pos++;
      let v40: Result;
      if (this.#types[this.#pos]! === 81) {
        const s41 = this.#pos;
        d43: {
          o42: {
            if (this.#types[this.#pos] !== 81) break o42;
            this.#pos++;
            v40 = s41;
            break d43;
          }
          this.#back(s41);
        }
      }
      if (this.#types[this.#pos] !== 261) break c7;
      this.#pos++;
      let v44: Result;
      if (this.#types[this.#pos]! === 130 || this.#types[this.#pos]! === 147) {
        const s45 = this.#pos;
        d47: {
          o46: {
            const v48 = this.ShowIn();
            if (v48 === FAIL) break o46;
            v44 = v48;
            break d47;
          }
          this.#back(s45);
        }
      }
      return this.#a.ShowStatement_roles(this.#c, at, v40 as never, v44 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 278) c8: {
      if (this.#types[this.#pos] !== 278) break c8;
      this.#pos++;
      if (this.#types[this.#pos] !== 260) break c8;
      this.#pos++;
      if (this.#types[this.#pos] !== 137) break c8;
      this.#pos++;
      let v49: Result;
      if (this.#types[this.#pos]! === 130 || this.#types[this.#pos]! === 147) {
        const s50 = this.#pos;
        d52: {
          o51: {
            const v53 = this.ShowIn();
            if (v53 === FAIL) break o51;
            v49 = v53;
            break d52;
          }
          this.#back(s50);
        }
      }
      return this.#a.ShowStatement_roleGrants(this.#c, at, v49 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 278) c9: {
      if (this.#types[this.#pos] !== 278) break c9;
      this.#pos++;
      if (this.#types[this.#pos] !== 137) break c9;
      this.#pos++;
      let v54: Result;
      if (this.#types[this.#pos]! === 215) {
        const s55 = this.#pos;
        d57: {
          o56: {
            const v58 = this.ShowGrantsOn();
            if (v58 === FAIL) break o56;
            v54 = v58;
            break d57;
          }
          this.#back(s55);
        }
      }
      return this.#a.ShowStatement_grants(this.#c, at, v54 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 278) c10: {
      if (this.#types[this.#pos] !== 278) break c10;
      this.#pos++;
      if (this.#types[this.#pos] !== 133) break c10;
      this.#pos++;
      let v59: Result;
      if (this.#types[this.#pos]! === 130 || this.#types[this.#pos]! === 147) {
        const s60 = this.#pos;
        d62: {
          o61: {
            const v63 = this.InSchema();
            if (v63 === FAIL) break o61;
            v59 = v63;
            break d62;
          }
          this.#back(s60);
        }
      }
      let v64: Result;
      if (this.#types[this.#pos]! === 179) {
        const s65 = this.#pos;
        d67: {
          o66: {
            const v68 = this.ShowPattern();
            if (v68 === FAIL) break o66;
            v64 = v68;
            break d67;
          }
          this.#back(s65);
        }
      }
      return this.#a.ShowStatement_functions(this.#c, at, v59 as never, v64 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 278) c11: {
      if (this.#types[this.#pos] !== 278) break c11;
      this.#pos++;
      if (this.#types[this.#pos] !== 275) break c11;
      this.#pos++;
      let v69: Result;
      if (this.#types[this.#pos]! === 179) {
        const s70 = this.#pos;
        d72: {
          o71: {
            const v73 = this.ShowPattern();
            if (v73 === FAIL) break o71;
            v69 = v73;
            break d72;
          }
          this.#back(s70);
        }
      }
      return this.#a.ShowStatement_session(this.#c, at, v69 as never);
    }
    this.#back(at);
    return FAIL;
  }

  ShowCreateType(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 287) c0: {
      if (this.#types[this.#pos] !== 287) break c0;
      this.#pos++;
      return this.#a.ShowCreateType_table(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 268) c1: {
      if (this.#types[this.#pos] !== 268) break c1;
      this.#pos++;
      return this.#a.ShowCreateType_schema(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 325) c2: {
      if (this.#types[this.#pos] !== 325) break c2;
      this.#pos++;
      return this.#a.ShowCreateType_view(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 192) c3: {
      if (this.#types[this.#pos] !== 192) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 325) break c3;
      this.#pos++;
      return this.#a.ShowCreateType_materializedView(this.#c, at);
    }
    this.#back(at);
    return FAIL;
  }

  FromOrIn(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return t === 130 || t === 147 ? this.#pos++ : FAIL;
  }

  ShowIn(): Result {
    const at = this.#pos;
    const v0 = this.FromOrIn();
    if (v0 === FAIL) return FAIL;
    const v1 = this.Identifier();
    if (v1 === FAIL) return FAIL;
    return this.#a.ShowIn(this.#c, at, v0 as never, v1 as never);
  }

  InSchema(): Result {
    const at = this.#pos;
    const v0 = this.FromOrIn();
    if (v0 === FAIL) return FAIL;
    const v1 = this.QualifiedName();
    if (v1 === FAIL) return FAIL;
    return this.#a.InSchema(this.#c, at, v0 as never, v1 as never);
  }

  ShowPattern(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 179) return FAIL;
    this.#pos++;
    const v0 = this.String();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (this.#types[this.#pos]! === 115) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.Escape();
          if (v5 === FAIL) break o3;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    return this.#a.ShowPattern(this.#c, at, v0 as never, v1 as never);
  }

  Escape(): Result {
    if (this.#types[this.#pos] !== 115) return FAIL;
    this.#pos++;
    const v0 = this.String();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  ShowGrantsOn(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 215) return FAIL;
    this.#pos++;
    let v0: Result;
    if (this.#types[this.#pos]! === 287) {
      const s1 = this.#pos;
      d3: {
        o2: {
          if (this.#types[this.#pos] !== 287) break o2;
          this.#pos++;
          v0 = s1;
          break d3;
        }
        this.#back(s1);
      }
    }
    const v4 = this.QualifiedName();
    if (v4 === FAIL) return FAIL;
    return this.#a.ShowGrantsOn(this.#c, at, v0 as never, v4 as never);
  }

  DescribeStatement(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 101) c0: {
      if (this.#types[this.#pos] !== 101) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 151) break c0;
      this.#pos++;
      const v0 = this.Identifier();
      if (v0 === FAIL) break c0;
      return this.#a.DescribeStatement_input(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 101) c1: {
      if (this.#types[this.#pos] !== 101) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 223) break c1;
      this.#pos++;
      const v1 = this.Identifier();
      if (v1 === FAIL) break c1;
      return this.#a.DescribeStatement_output(this.#c, at, v1 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 100 || this.#types[at]! === 101) c2: {
      const v2 = this.#pos;
      if (!(this.#types[v2]! === 100 || this.#types[v2]! === 101)) break c2;
      this.#pos++;
      const v5 = this.QualifiedName();
      if (v5 === FAIL) break c2;
      return this.#a.DescribeStatement_columns(this.#c, at, v2 as never, v5 as never);
    }
    this.#back(at);
    return FAIL;
  }

  SetStatement(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 276) c0: {
      if (this.#types[this.#pos] !== 276) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 275) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 56) break c0;
      this.#pos++;
      const v0 = this.AuthorizationUser();
      if (v0 === FAIL) break c0;
      return this.#a.SetStatement_authorization(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 276) c1: {
      if (this.#types[this.#pos] !== 276) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 275) break c1;
      this.#pos++;
      const v1 = this.QualifiedName();
      if (v1 === FAIL) break c1;
      if (this.#types[this.#pos] !== 30) break c1;
      this.#pos++;
      const v2 = this.Expression();
      if (v2 === FAIL) break c1;
      return this.#a.SetStatement_session(this.#c, at, v1 as never, v2 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 276) c2: {
      if (this.#types[this.#pos] !== 276) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 260) break c2;
      this.#pos++;
      const v3 = this.SetRole();
      if (v3 === FAIL) break c2;
      let v4: Result;
      if (this.#types[this.#pos]! === 147) {
        const s5 = this.#pos;
        d7: {
          o6: {
            const v8 = this.InCatalog();
            if (v8 === FAIL) break o6;
            v4 = v8;
            break d7;
          }
          this.#back(s5);
        }
      }
      return this.#a.SetStatement_role(this.#c, at, v3 as never, v4 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 276) c3: {
      if (this.#types[this.#pos] !== 276) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 230) break c3;
      this.#pos++;
      let v9: unknown[] = NONE;
      {
        const first = this.PathElement();
        if (first === FAIL) break c3;
        {
          v9 = [first];
          while (this.#types[this.#pos] === 19) {
            const s10 = this.#pos++;
            const next = this.PathElement();
            if (next === FAIL) {
              this.#back(s10);
              break;
            }
            v9.push(next);
          }
        }
      }
      return this.#a.SetStatement_path(this.#c, at, v9 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 276) c4: {
      if (this.#types[this.#pos] !== 276) break c4;
      this.#pos++;
      if (this.#types[this.#pos] !== 293) break c4;
      this.#pos++;
      if (this.#types[this.#pos] !== 337) break c4;
      this.#pos++;
      if (this.#types[this.#pos] !== 182) break c4;
      this.#pos++;
      const s11 = this.#pos;
      let ok13 = false;
      l12: {
        const v14 = this.ExpressionContinues();
        if (v14 === FAIL) break l12;
        ok13 = true;
      }
      this.#pos = s11;
      if (ok13) break c4;
      return this.#a.SetStatement_localTimeZone(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 276) c5: {
      if (this.#types[this.#pos] !== 276) break c5;
      this.#pos++;
      if (this.#types[this.#pos] !== 293) break c5;
      this.#pos++;
      if (this.#types[this.#pos] !== 337) break c5;
      this.#pos++;
      const v15 = this.Expression();
      if (v15 === FAIL) break c5;
      return this.#a.SetStatement_timeZone(this.#c, at, v15 as never);
    }
    this.#back(at);
    return FAIL;
  }

  AuthorizationUser(): Result {
    const at = this.#pos;
    if (S4[this.#types[at]!] === 1) c0: {
      const v0 = this.Identifier();
      if (v0 === FAIL) break c0;
      return v0;
    }
    this.#back(at);
    if (this.#types[at]! === 5 || this.#types[at]! === 6) c1: {
      const v1 = this.String();
      if (v1 === FAIL) break c1;
      return this.#a.AuthorizationUser_string(this.#c, at, v1 as never);
    }
    this.#back(at);
    return FAIL;
  }

  SetRole(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 47) c0: {
      if (this.#types[this.#pos] !== 47) break c0;
      this.#pos++;
      return this.#a.SetRole_all(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 205) c1: {
      if (this.#types[this.#pos] !== 205) break c1;
      this.#pos++;
      return this.#a.SetRole_none(this.#c, at);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c2: {
      const v0 = this.Identifier();
      if (v0 === FAIL) break c2;
      return this.#a.SetRole_named(this.#c, at, v0 as never);
    }
    this.#back(at);
    return FAIL;
  }

  PathElement(): Result {
    const at = this.#pos;
    if (S4[this.#types[at]!] === 1) c0: {
      const v0 = this.Identifier();
      if (v0 === FAIL) break c0;
      if (this.#types[this.#pos] !== 23) break c0;
      this.#pos++;
      const v1 = this.Identifier();
      if (v1 === FAIL) break c0;
      return this.#a.PathElement_qualified(this.#c, at, v0 as never, v1 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c1: {
      const v2 = this.Identifier();
      if (v2 === FAIL) break c1;
      return this.#a.PathElement_unqualified(this.#c, at, v2 as never);
    }
    this.#back(at);
    return FAIL;
  }

  TransactionMode(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 159) c0: {
      if (this.#types[this.#pos] !== 159) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 178) break c0;
      this.#pos++;
      const v0 = this.IsolationLevel();
      if (v0 === FAIL) break c0;
      return this.#a.TransactionMode_isolation(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 245) c1: {
      if (this.#types[this.#pos] !== 245) break c1;
      this.#pos++;
      const v1 = this.#pos;
      if (!(this.#types[v1]! === 217 || this.#types[v1]! === 335)) break c1;
      this.#pos++;
      return this.#a.TransactionMode_access(this.#c, at, v1 as never);
    }
    this.#back(at);
    return FAIL;
  }

  IsolationLevel(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 245) c0: {
      if (this.#types[this.#pos] !== 245) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 305) break c0;
      this.#pos++;
      return this.#a.IsolationLevel_readUncommitted(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 245) c1: {
      if (this.#types[this.#pos] !== 245) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 73) break c1;
      this.#pos++;
      return this.#a.IsolationLevel_readCommitted(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 250) c2: {
      if (this.#types[this.#pos] !== 250) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 245) break c2;
      this.#pos++;
      return this.#a.IsolationLevel_repeatableRead(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 274) c3: {
      if (this.#types[this.#pos] !== 274) break c3;
      this.#pos++;
      return this.#a.IsolationLevel_serializable(this.#c, at);
    }
    this.#back(at);
    return FAIL;
  }

  RootQuery(): Result {
    const at = this.#pos;
    let v0: Result;
    if (this.#types[this.#pos]! === 330) {
      const s1 = this.#pos;
      d3: {
        o2: {
          const v4 = this.WithFunction();
          if (v4 === FAIL) break o2;
          v0 = v4;
          break d3;
        }
        this.#back(s1);
      }
    }
    const v5 = this.Query();
    if (v5 === FAIL) return FAIL;
    return this.#a.RootQuery(this.#c, at, v0 as never, v5 as never);
  }

  WithFunction(): Result {
    if (this.#types[this.#pos] !== 330) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.FunctionSpecification();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.FunctionSpecification();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    return v0;
  }

  Query(): Result {
    const memo = (this.#memoQuery ??= new Memo(this.#types.length));
    const from = this.#pos;
    const known = memo.ends[from]!;
    if (known !== 0) {
      if (known < 0) return FAIL;
      this.#pos = known;
      return memo.values[from];
    }
    const result = this.#QueryBody();
    memo.ends[from] = result === FAIL ? -1 : this.#pos;
    if (result !== FAIL) memo.values[from] = result;
    return result;
  }
  #QueryBody(): Result {
    const at = this.#pos;
    let v0: Result;
    if (this.#types[this.#pos]! === 330) {
      const s1 = this.#pos;
      d3: {
        o2: {
          const v4 = this.With();
          if (v4 === FAIL) break o2;
          v0 = v4;
          break d3;
        }
        this.#back(s1);
      }
    }
    const v5 = this.QueryNoWith();
    if (v5 === FAIL) return FAIL;
    return this.#a.Query(this.#c, at, v0 as never, v5 as never);
  }

  With(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 330) return FAIL;
    this.#pos++;
    let v0: Result;
    if (this.#types[this.#pos]! === 246) {
      const s1 = this.#pos;
      d3: {
        o2: {
          if (this.#types[this.#pos] !== 246) break o2;
          this.#pos++;
          v0 = s1;
          break d3;
        }
        this.#back(s1);
      }
    }
    let v4: unknown[] = NONE;
    {
      const first = this.NamedQuery();
      if (first === FAIL) return FAIL;
      {
        v4 = [first];
        while (this.#types[this.#pos] === 19) {
          const s5 = this.#pos++;
          const next = this.NamedQuery();
          if (next === FAIL) {
            this.#back(s5);
            break;
          }
          v4.push(next);
        }
      }
    }
    return this.#a.With(this.#c, at, v0 as never, v4 as never);
  }

  NamedQuery(): Result {
    const at = this.#pos;
    const v0 = this.Identifier();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (this.#types[this.#pos]! === 15) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.ColumnAliases();
          if (v5 === FAIL) break o3;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    if (this.#types[this.#pos] !== 53) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    const v6 = this.Query();
    if (v6 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return this.#a.NamedQuery(this.#c, at, v0 as never, v1 as never, v6 as never);
  }

  QueryNoWith(): Result {
    const memo = (this.#memoQueryNoWith ??= new Memo(this.#types.length));
    const from = this.#pos;
    const known = memo.ends[from]!;
    if (known !== 0) {
      if (known < 0) return FAIL;
      this.#pos = known;
      return memo.values[from];
    }
    const result = this.#QueryNoWithBody();
    memo.ends[from] = result === FAIL ? -1 : this.#pos;
    if (result !== FAIL) memo.values[from] = result;
    return result;
  }
  #QueryNoWithBody(): Result {
    const at = this.#pos;
    const v0 = this.QueryTerm();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (this.#types[this.#pos]! === 220) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.OrderBy();
          if (v5 === FAIL) break o3;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    let v6: Result;
    if (this.#types[this.#pos]! === 213) {
      const s7 = this.#pos;
      d9: {
        o8: {
          const v10 = this.Offset();
          if (v10 === FAIL) break o8;
          v6 = v10;
          break d9;
        }
        this.#back(s7);
      }
    }
    let v11: Result;
    if (this.#types[this.#pos]! === 123 || this.#types[this.#pos]! === 180) {
      const s12 = this.#pos;
      d14: {
        o13: {
          let v15: Result;
          const s17 = this.#pos;
          d16: {
            c18: {
              const v19 = this.Limit();
              if (v19 === FAIL) break c18;
              v15 = v19;
              break d16;
            }
            this.#back(s17);
            c20: {
              const v21 = this.Fetch();
              if (v21 === FAIL) break c20;
              v15 = v21;
              break d16;
            }
            this.#back(s17);
            break o13;
          }
          v11 = v15;
          break d14;
        }
        this.#back(s12);
      }
    }
    return this.#a.QueryNoWith(this.#c, at, v0 as never, v1 as never, v6 as never, v11 as never);
  }

  OrderBy(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 220) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 61) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.SortItem();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.SortItem();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    return this.#a.OrderBy_items(this.#c, at, v0 as never);
  }

  SortItem(): Result {
    const at = this.#pos;
    const v0 = this.Expression();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (this.#types[this.#pos]! === 54 || this.#types[this.#pos]! === 100) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.#pos;
          if (!(this.#types[v5]! === 54 || this.#types[v5]! === 100)) break o3;
          this.#pos++;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    let v8: Result;
    if (this.#types[this.#pos]! === 210) {
      const s9 = this.#pos;
      d11: {
        o10: {
          const v12 = this.NullOrdering();
          if (v12 === FAIL) break o10;
          v8 = v12;
          break d11;
        }
        this.#back(s9);
      }
    }
    return this.#a.SortItem(this.#c, at, v0 as never, v1 as never, v8 as never);
  }

  NullOrdering(): Result {
    if (this.#types[this.#pos] !== 210) return FAIL;
    this.#pos++;
    const v0 = this.#pos;
    if (!(this.#types[v0]! === 126 || this.#types[v0]! === 173)) return FAIL;
    this.#pos++;
    return v0;
  }

  Offset(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 213) return FAIL;
    this.#pos++;
    const v0 = this.RowCount();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (this.#types[this.#pos]! === 264 || this.#types[this.#pos]! === 265) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.#pos;
          if (!(this.#types[v5]! === 264 || this.#types[v5]! === 265)) break o3;
          this.#pos++;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    return this.#a.Offset(this.#c, at, v0 as never, v1 as never);
  }

  Limit(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 180) return FAIL;
    this.#pos++;
    const v0 = this.LimitRowCount();
    if (v0 === FAIL) return FAIL;
    return this.#a.Limit_limit(this.#c, at, v0 as never);
  }

  LimitRowCount(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 47) c0: {
      if (this.#types[this.#pos] !== 47) break c0;
      this.#pos++;
      return this.#a.LimitRowCount_all(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 8 || this.#types[at]! === 34) c1: {
      const v0 = this.RowCount();
      if (v0 === FAIL) break c1;
      return v0;
    }
    this.#back(at);
    return FAIL;
  }

  Fetch(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 123) return FAIL;
    this.#pos++;
    const v0 = this.#pos;
    if (!(this.#types[v0]! === 126 || this.#types[v0]! === 199)) return FAIL;
    this.#pos++;
    let v3: Result;
    if (this.#types[this.#pos]! === 8 || this.#types[this.#pos]! === 34) {
      const s4 = this.#pos;
      d6: {
        o5: {
          const v7 = this.RowCount();
          if (v7 === FAIL) break o5;
          v3 = v7;
          break d6;
        }
        this.#back(s4);
      }
    }
    const v8 = this.#pos;
    if (!(this.#types[v8]! === 264 || this.#types[v8]! === 265)) return FAIL;
    this.#pos++;
    const v11 = this.FetchTies();
    if (v11 === FAIL) return FAIL;
    return this.#a.Fetch(this.#c, at, v0 as never, v3 as never, v8 as never, v11 as never);
  }

  FetchTies(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 217) c0: {
      if (this.#types[this.#pos] !== 217) break c0;
      this.#pos++;
      return this.#a.FetchTies_only(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 330) c1: {
      if (this.#types[this.#pos] !== 330) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 292) break c1;
      this.#pos++;
      return this.#a.FetchTies_ties(this.#c, at);
    }
    this.#back(at);
    return FAIL;
  }

  RowCount(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 8) c0: {
      const v0 = this.#pos;
      if (this.#types[this.#pos] !== 8) break c0;
      this.#pos++;
      return this.#a.RowCount_number(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 34) c1: {
      const v1 = this.Parameter();
      if (v1 === FAIL) break c1;
      return v1;
    }
    this.#back(at);
    return FAIL;
  }

  QueryTerm(): Result {
    const at = this.#pos;
    const v0 = this.IntersectTerm();
    if (v0 === FAIL) return FAIL;
    let v1: unknown[] = NONE;
    w4: while (this.#types[this.#pos]! === 116 || this.#types[this.#pos]! === 307) {
      const s2 = this.#pos;
      i3: {
        const v5 = this.UnionTail();
        if (v5 === FAIL) break i3;
        if (v1 === NONE) v1 = [v5];
        else v1.push(v5);
        continue w4;
      }
      this.#pos = s2;
      break;
    }
    return this.#a.QueryTerm(this.#c, at, v0 as never, v1 as never);
  }

  UnionTail(): Result {
    const at = this.#pos;
    const v0 = this.#pos;
    if (!(this.#types[v0]! === 116 || this.#types[v0]! === 307)) return FAIL;
    this.#pos++;
    let v3: Result;
    if (this.#types[this.#pos]! === 47 || this.#types[this.#pos]! === 104) {
      const s4 = this.#pos;
      d6: {
        o5: {
          const v7 = this.SetQuantifier();
          if (v7 === FAIL) break o5;
          v3 = v7;
          break d6;
        }
        this.#back(s4);
      }
    }
    const v8 = this.IntersectTerm();
    if (v8 === FAIL) return FAIL;
    return this.#a.UnionTail(this.#c, at, v0 as never, v3 as never, v8 as never);
  }

  IntersectTerm(): Result {
    const at = this.#pos;
    const v0 = this.QueryPrimary();
    if (v0 === FAIL) return FAIL;
    let v1: unknown[] = NONE;
    w4: while (this.#types[this.#pos]! === 153) {
      const s2 = this.#pos;
      i3: {
        const v5 = this.IntersectTail();
        if (v5 === FAIL) break i3;
        if (v1 === NONE) v1 = [v5];
        else v1.push(v5);
        continue w4;
      }
      this.#pos = s2;
      break;
    }
    return this.#a.IntersectTerm(this.#c, at, v0 as never, v1 as never);
  }

  IntersectTail(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 153) return FAIL;
    this.#pos++;
    let v0: Result;
    if (this.#types[this.#pos]! === 47 || this.#types[this.#pos]! === 104) {
      const s1 = this.#pos;
      d3: {
        o2: {
          const v4 = this.SetQuantifier();
          if (v4 === FAIL) break o2;
          v0 = v4;
          break d3;
        }
        this.#back(s1);
      }
    }
    const v5 = this.QueryPrimary();
    if (v5 === FAIL) return FAIL;
    return this.#a.IntersectTail(this.#c, at, v0 as never, v5 as never);
  }

  SetQuantifier(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return t === 47 || t === 104 ? this.#pos++ : FAIL;
  }

  QueryPrimary(): Result {
    const memo = (this.#memoQueryPrimary ??= new Memo(this.#types.length));
    const from = this.#pos;
    const known = memo.ends[from]!;
    if (known !== 0) {
      if (known < 0) return FAIL;
      this.#pos = known;
      return memo.values[from];
    }
    const result = this.#QueryPrimaryBody();
    memo.ends[from] = result === FAIL ? -1 : this.#pos;
    if (result !== FAIL) memo.values[from] = result;
    return result;
  }
  #QueryPrimaryBody(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 273) c0: {
      const v0 = this.QuerySpecification();
      if (v0 === FAIL) break c0;
      return v0;
    }
    this.#back(at);
    if (this.#types[at]! === 287) c1: {
      if (this.#types[this.#pos] !== 287) break c1;
      this.#pos++;
      const v1 = this.QualifiedName();
      if (v1 === FAIL) break c1;
      return this.#a.QueryPrimary_table(this.#c, at, v1 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 322) c2: {
      if (this.#types[this.#pos] !== 322) break c2;
      this.#pos++;
      let v2: unknown[] = NONE;
      {
        const first = this.Expression();
        if (first === FAIL) break c2;
        {
          v2 = [first];
          while (this.#types[this.#pos] === 19) {
            const s3 = this.#pos++;
            const next = this.Expression();
            if (next === FAIL) {
              this.#back(s3);
              break;
            }
            v2.push(next);
          }
        }
      }
      return this.#a.QueryPrimary_values(this.#c, at, v2 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 15) c3: {
      if (this.#types[this.#pos] !== 15) break c3;
      this.#pos++;
      const v4 = this.QueryNoWith();
      if (v4 === FAIL) break c3;
      if (this.#types[this.#pos] !== 16) break c3;
      this.#pos++;
      return this.#a.QueryPrimary_subquery(this.#c, at, v4 as never);
    }
    this.#back(at);
    return FAIL;
  }

  QuerySpecification(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 273) return FAIL;
    this.#pos++;
    let v0: Result;
    if (this.#types[this.#pos]! === 47 || this.#types[this.#pos]! === 104) {
      const s1 = this.#pos;
      d3: {
        o2: {
          const v4 = this.SelectQuantifier();
          if (v4 === FAIL) break o2;
          v0 = v4;
          break d3;
        }
        this.#back(s1);
      }
    }
    let v5: unknown[] = NONE;
    {
      const first = this.SelectItem();
      if (first === FAIL) return FAIL;
      {
        v5 = [first];
        while (this.#types[this.#pos] === 19) {
          const s6 = this.#pos++;
          const next = this.SelectItem();
          if (next === FAIL) {
            this.#back(s6);
            break;
          }
          v5.push(next);
        }
      }
    }
    let v7: Result;
    if (this.#types[this.#pos]! === 130) {
      const s8 = this.#pos;
      d10: {
        o9: {
          const v11 = this.From();
          if (v11 === FAIL) break o9;
          v7 = v11;
          break d10;
        }
        this.#back(s8);
      }
    }
    let v12: Result;
    if (this.#types[this.#pos]! === 327) {
      const s13 = this.#pos;
      d15: {
        o14: {
          const v16 = this.Where();
          if (v16 === FAIL) break o14;
          v12 = v16;
          break d15;
        }
        this.#back(s13);
      }
    }
    let v17: Result;
    if (this.#types[this.#pos]! === 139) {
      const s18 = this.#pos;
      d20: {
        o19: {
          const v21 = this.GroupBy();
          if (v21 === FAIL) break o19;
          v17 = v21;
          break d20;
        }
        this.#back(s18);
      }
    }
    let v22: Result;
    if (this.#types[this.#pos]! === 142) {
      const s23 = this.#pos;
      d25: {
        o24: {
          const v26 = this.Having();
          if (v26 === FAIL) break o24;
          v22 = v26;
          break d25;
        }
        this.#back(s23);
      }
    }
    let v27: Result;
    if (this.#types[this.#pos]! === 329) {
      const s28 = this.#pos;
      d30: {
        o29: {
          const v31 = this.Windows();
          if (v31 === FAIL) break o29;
          v27 = v31;
          break d30;
        }
        this.#back(s28);
      }
    }
    return this.#a.QuerySpecification(this.#c, at, v0 as never, v5 as never, v7 as never, v12 as never, v17 as never, v22 as never, v27 as never);
  }

  SelectQuantifier(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 104) c0: {
      if (this.#types[this.#pos] !== 104) break c0;
      this.#pos++;
      return at;
    }
    this.#back(at);
    if (this.#types[at]! === 47) c1: {
      if (this.#types[this.#pos] !== 47) break c1;
      this.#pos++;
      const s0 = this.#pos;
      let ok2 = false;
      l1: {
        const v3 = this.SelectItem();
        if (v3 === FAIL) break l1;
        ok2 = true;
      }
      this.#pos = s0;
      if (!ok2) break c1;
      return at;
    }
    this.#back(at);
    return FAIL;
  }

  From(): Result {
    if (this.#types[this.#pos] !== 130) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.Relation();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.Relation();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    return v0;
  }

  GroupBy(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 139) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 61) return FAIL;
    this.#pos++;
    let v0: Result;
    if (this.#types[this.#pos]! === 47 || this.#types[this.#pos]! === 104) {
      const s1 = this.#pos;
      d3: {
        o2: {
          const v4 = this.GroupByQuantifier();
          if (v4 === FAIL) break o2;
          v0 = v4;
          break d3;
        }
        this.#back(s1);
      }
    }
    let v5: unknown[] = NONE;
    {
      const first = this.GroupingElement();
      if (first === FAIL) return FAIL;
      {
        v5 = [first];
        while (this.#types[this.#pos] === 19) {
          const s6 = this.#pos++;
          const next = this.GroupingElement();
          if (next === FAIL) {
            this.#back(s6);
            break;
          }
          v5.push(next);
        }
      }
    }
    return this.#a.GroupBy(this.#c, at, v0 as never, v5 as never);
  }

  GroupByQuantifier(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 104) c0: {
      if (this.#types[this.#pos] !== 104) break c0;
      this.#pos++;
      return at;
    }
    this.#back(at);
    if (this.#types[at]! === 47) c1: {
      if (this.#types[this.#pos] !== 47) break c1;
      this.#pos++;
      const s0 = this.#pos;
      let ok2 = false;
      l1: {
        const v3 = this.GroupingElement();
        if (v3 === FAIL) break l1;
        ok2 = true;
      }
      this.#pos = s0;
      if (!ok2) break c1;
      return at;
    }
    this.#back(at);
    return FAIL;
  }

  Having(): Result {
    if (this.#types[this.#pos] !== 142) return FAIL;
    this.#pos++;
    const v0 = this.Expression();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  Windows(): Result {
    if (this.#types[this.#pos] !== 329) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.WindowDefinition();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.WindowDefinition();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    return v0;
  }

  WindowDefinition(): Result {
    const at = this.#pos;
    const v0 = this.Identifier();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 53) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    const v1 = this.WindowSpecification();
    if (v1 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return this.#a.WindowDefinition(this.#c, at, v0 as never, v1 as never);
  }

  SelectItem(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 17) c0: {
      if (this.#types[this.#pos] !== 17) break c0;
      this.#pos++;
      return this.#a.SelectItem_all(this.#c, at);
    }
    this.#back(at);
    if (S3[this.#types[at]!] === 1) c1: {
      const v0 = this.Expression();
      if (v0 === FAIL) break c1;
      const s1 = this.#pos;
      let ok3 = false;
      l2: {
        if (this.#types[this.#pos] !== 23) break l2;
        this.#pos++;
        ok3 = true;
      }
      this.#pos = s1;
      if (ok3) break c1;
      let v4: Result;
      if (S1[this.#types[this.#pos]!] === 1) {
        const s5 = this.#pos;
        d7: {
          o6: {
            const v8 = this.ColumnAlias();
            if (v8 === FAIL) break o6;
            v4 = v8;
            break d7;
          }
          this.#back(s5);
        }
      }
      return this.#a.SelectItem_expression(this.#c, at, v0 as never, v4 as never);
    }
    this.#back(at);
    if (S9[this.#types[at]!] === 1) c2: {
      const v9 = this.Primary();
      if (v9 === FAIL) break c2;
      if (this.#types[this.#pos] !== 23) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 17) break c2;
      this.#pos++;
      let v10: Result;
      if (this.#types[this.#pos]! === 53) {
        const s11 = this.#pos;
        d13: {
          o12: {
            const v14 = this.AllColumnsAliases();
            if (v14 === FAIL) break o12;
            v10 = v14;
            break d13;
          }
          this.#back(s11);
        }
      }
      return this.#a.SelectItem_allOf(this.#c, at, v9 as never, v10 as never);
    }
    this.#back(at);
    return FAIL;
  }

  ColumnAlias(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 53) c0: {
      if (this.#types[this.#pos] !== 53) break c0;
      this.#pos++;
      const v0 = this.Identifier();
      if (v0 === FAIL) break c0;
      return v0;
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c1: {
      const s1 = this.#pos;
      let ok3 = false;
      l2: {
        const v4 = this.ClauseAhead();
        if (v4 === FAIL) break l2;
        ok3 = true;
      }
      this.#pos = s1;
      if (ok3) break c1;
      const v5 = this.Identifier();
      if (v5 === FAIL) break c1;
      return v5;
    }
    this.#back(at);
    return FAIL;
  }

  AllColumnsAliases(): Result {
    if (this.#types[this.#pos] !== 53) return FAIL;
    this.#pos++;
    const v0 = this.ColumnAliases();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  ColumnAliases(): Result {
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.Identifier();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.Identifier();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return v0;
  }

  ClauseAhead(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 180) c0: {
      if (this.#types[this.#pos] !== 180) break c0;
      this.#pos++;
      const v0 = this.#pos;
      if (!(S10[this.#types[v0]!] === 1)) break c0;
      this.#pos++;
      return v0;
    }
    this.#back(at);
    if (this.#types[at]! === 213) c1: {
      if (this.#types[this.#pos] !== 213) break c1;
      this.#pos++;
      const v3 = this.#pos;
      if (!(this.#types[v3]! === 8 || this.#types[v3]! === 34)) break c1;
      this.#pos++;
      return v3;
    }
    this.#back(at);
    if (this.#types[at]! === 123) c2: {
      if (this.#types[this.#pos] !== 123) break c2;
      this.#pos++;
      const v6 = this.#pos;
      if (!(this.#types[v6]! === 126 || this.#types[v6]! === 199)) break c2;
      this.#pos++;
      return v6;
    }
    this.#back(at);
    if (this.#types[at]! === 329) c3: {
      if (this.#types[this.#pos] !== 329) break c3;
      this.#pos++;
      const v9 = this.Identifier();
      if (v9 === FAIL) break c3;
      if (this.#types[this.#pos] !== 53) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c3;
      this.#pos++;
      return v9;
    }
    this.#back(at);
    if (this.#types[at]! === 289) c4: {
      if (this.#types[this.#pos] !== 289) break c4;
      this.#pos++;
      const v10 = this.#pos;
      if (!(this.#types[v10]! === 58 || this.#types[v10]! === 286)) break c4;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c4;
      this.#pos++;
      return v10;
    }
    this.#back(at);
    if (this.#types[at]! === 191) c5: {
      if (this.#types[this.#pos] !== 191) break c5;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c5;
      this.#pos++;
      const v13 = this.PatternClauseAhead();
      if (v13 === FAIL) break c5;
      return v13;
    }
    this.#back(at);
    return FAIL;
  }

  PatternClauseAhead(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return S11[t] === 1 ? this.#pos++ : FAIL;
  }

  GroupingElement(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 263) c0: {
      if (this.#types[this.#pos] !== 263) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c0;
      this.#pos++;
      let v0: unknown[] = NONE;
      {
        const first = this.GroupingSet();
        if (first !== FAIL) {
          v0 = [first];
          while (this.#types[this.#pos] === 19) {
            const s1 = this.#pos++;
            const next = this.GroupingSet();
            if (next === FAIL) {
              this.#back(s1);
              break;
            }
            v0.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c0;
      this.#pos++;
      return this.#a.GroupingElement_rollup(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 80) c1: {
      if (this.#types[this.#pos] !== 80) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c1;
      this.#pos++;
      let v2: unknown[] = NONE;
      {
        const first = this.GroupingSet();
        if (first !== FAIL) {
          v2 = [first];
          while (this.#types[this.#pos] === 19) {
            const s3 = this.#pos++;
            const next = this.GroupingSet();
            if (next === FAIL) {
              this.#back(s3);
              break;
            }
            v2.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c1;
      this.#pos++;
      return this.#a.GroupingElement_cube(this.#c, at, v2 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 140) c2: {
      if (this.#types[this.#pos] !== 140) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 277) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c2;
      this.#pos++;
      let v4: unknown[] = NONE;
      {
        const first = this.GroupingSet();
        if (first === FAIL) break c2;
        {
          v4 = [first];
          while (this.#types[this.#pos] === 19) {
            const s5 = this.#pos++;
            const next = this.GroupingSet();
            if (next === FAIL) {
              this.#back(s5);
              break;
            }
            v4.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c2;
      this.#pos++;
      return this.#a.GroupingElement_sets(this.#c, at, v4 as never);
    }
    this.#back(at);
    if (S3[this.#types[at]!] === 1) c3: {
      const v6 = this.GroupingSet();
      if (v6 === FAIL) break c3;
      return this.#a.GroupingElement_single(this.#c, at, v6 as never);
    }
    this.#back(at);
    return FAIL;
  }

  GroupingSet(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 15) c0: {
      if (this.#types[this.#pos] !== 15) break c0;
      this.#pos++;
      let v0: unknown[] = NONE;
      {
        const first = this.Expression();
        if (first !== FAIL) {
          v0 = [first];
          while (this.#types[this.#pos] === 19) {
            const s1 = this.#pos++;
            const next = this.Expression();
            if (next === FAIL) {
              this.#back(s1);
              break;
            }
            v0.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c0;
      this.#pos++;
      const s2 = this.#pos;
      let ok4 = false;
      l3: {
        const v5 = this.ExpressionContinues();
        if (v5 === FAIL) break l3;
        ok4 = true;
      }
      this.#pos = s2;
      if (ok4) break c0;
      return this.#a.GroupingSet_several(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (S3[this.#types[at]!] === 1) c1: {
      const v6 = this.Expression();
      if (v6 === FAIL) break c1;
      return this.#a.GroupingSet_one(this.#c, at, v6 as never);
    }
    this.#back(at);
    return FAIL;
  }

  ExpressionContinues(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return S12[t] === 1 ? this.#pos++ : FAIL;
  }

  Relation(): Result {
    const at = this.#pos;
    const v0 = this.SampledRelation();
    if (v0 === FAIL) return FAIL;
    let v1: unknown[] = NONE;
    w4: while (S13[this.#types[this.#pos]!] === 1) {
      const s2 = this.#pos;
      i3: {
        const v5 = this.JoinTail();
        if (v5 === FAIL) break i3;
        if (v1 === NONE) v1 = [v5];
        else v1.push(v5);
        continue w4;
      }
      this.#pos = s2;
      break;
    }
    return this.#a.Relation(this.#c, at, v0 as never, v1 as never);
  }

  JoinTail(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 79) c0: {
      if (this.#types[this.#pos] !== 79) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 161) break c0;
      this.#pos++;
      const v0 = this.SampledRelation();
      if (v0 === FAIL) break c0;
      return this.#a.JoinTail_cross(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (S14[this.#types[at]!] === 1) c1: {
      const v1 = this.JoinType();
      if (v1 === FAIL) break c1;
      if (this.#types[this.#pos] !== 161) break c1;
      this.#pos++;
      const v2 = this.Relation();
      if (v2 === FAIL) break c1;
      const v3 = this.JoinCriteria();
      if (v3 === FAIL) break c1;
      return this.#a.JoinTail_qualified(this.#c, at, v1 as never, v2 as never, v3 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 197) c2: {
      if (this.#types[this.#pos] !== 197) break c2;
      this.#pos++;
      const v4 = this.JoinType();
      if (v4 === FAIL) break c2;
      if (this.#types[this.#pos] !== 161) break c2;
      this.#pos++;
      const v5 = this.SampledRelation();
      if (v5 === FAIL) break c2;
      return this.#a.JoinTail_natural(this.#c, at, v4 as never, v5 as never);
    }
    this.#back(at);
    return FAIL;
  }

  JoinType(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 177) c0: {
      if (this.#types[this.#pos] !== 177) break c0;
      this.#pos++;
      let v0: Result;
      if (this.#types[this.#pos]! === 222) {
        const s1 = this.#pos;
        d3: {
          o2: {
            if (this.#types[this.#pos] !== 222) break o2;
            this.#pos++;
            v0 = s1;
            break d3;
          }
          this.#back(s1);
        }
      }
      return this.#a.JoinType_left(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 259) c1: {
      if (this.#types[this.#pos] !== 259) break c1;
      this.#pos++;
      let v4: Result;
      if (this.#types[this.#pos]! === 222) {
        const s5 = this.#pos;
        d7: {
          o6: {
            if (this.#types[this.#pos] !== 222) break o6;
            this.#pos++;
            v4 = s5;
            break d7;
          }
          this.#back(s5);
        }
      }
      return this.#a.JoinType_right(this.#c, at, v4 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 131) c2: {
      if (this.#types[this.#pos] !== 131) break c2;
      this.#pos++;
      let v8: Result;
      if (this.#types[this.#pos]! === 222) {
        const s9 = this.#pos;
        d11: {
          o10: {
            if (this.#types[this.#pos] !== 222) break o10;
            this.#pos++;
            v8 = s9;
            break d11;
          }
          this.#back(s9);
        }
      }
      return this.#a.JoinType_full(this.#c, at, v8 as never);
    }
    this.#back(at);
    c3: {
      let v12: Result;
      if (this.#types[this.#pos]! === 150) {
        const s13 = this.#pos;
        d15: {
          o14: {
            if (this.#types[this.#pos] !== 150) break o14;
            this.#pos++;
            v12 = s13;
            break d15;
          }
          this.#back(s13);
        }
      }
      return this.#a.JoinType_inner(this.#c, at, v12 as never);
    }
    this.#back(at);
    return FAIL;
  }

  JoinCriteria(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 215) c0: {
      if (this.#types[this.#pos] !== 215) break c0;
      this.#pos++;
      const v0 = this.Expression();
      if (v0 === FAIL) break c0;
      return this.#a.JoinCriteria_on(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 316) c1: {
      if (this.#types[this.#pos] !== 316) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c1;
      this.#pos++;
      let v1: unknown[] = NONE;
      {
        const first = this.Identifier();
        if (first === FAIL) break c1;
        {
          v1 = [first];
          while (this.#types[this.#pos] === 19) {
            const s2 = this.#pos++;
            const next = this.Identifier();
            if (next === FAIL) {
              this.#back(s2);
              break;
            }
            v1.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c1;
      this.#pos++;
      return this.#a.JoinCriteria_using(this.#c, at, v1 as never);
    }
    this.#back(at);
    return FAIL;
  }

  SampledRelation(): Result {
    const at = this.#pos;
    const v0 = this.PatternRecognition();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (this.#types[this.#pos]! === 289) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.Sample();
          if (v5 === FAIL) break o3;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    return this.#a.SampledRelation(this.#c, at, v0 as never, v1 as never);
  }

  Sample(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 289) return FAIL;
    this.#pos++;
    const v0 = this.#pos;
    if (!(this.#types[v0]! === 58 || this.#types[v0]! === 286)) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    const v3 = this.Expression();
    if (v3 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return this.#a.Sample(this.#c, at, v0 as never, v3 as never);
  }

  PatternRecognition(): Result {
    const at = this.#pos;
    const v0 = this.AliasedRelation();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (this.#types[this.#pos]! === 191) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.MatchRecognize();
          if (v5 === FAIL) break o3;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    return this.#a.PatternRecognition(this.#c, at, v0 as never, v1 as never);
  }

  AliasedRelation(): Result {
    const at = this.#pos;
    const v0 = this.RelationPrimary();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (S1[this.#types[this.#pos]!] === 1) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.TableAlias();
          if (v5 === FAIL) break o3;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    return this.#a.AliasedRelation(this.#c, at, v0 as never, v1 as never);
  }

  TableAlias(): Result {
    const at = this.#pos;
    const v0 = this.TableAliasName();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (this.#types[this.#pos]! === 15) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.ColumnAliases();
          if (v5 === FAIL) break o3;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    return this.#a.TableAlias(this.#c, at, v0 as never, v1 as never);
  }

  TableAliasName(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 53) c0: {
      if (this.#types[this.#pos] !== 53) break c0;
      this.#pos++;
      const v0 = this.Identifier();
      if (v0 === FAIL) break c0;
      return v0;
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c1: {
      const s1 = this.#pos;
      let ok3 = false;
      l2: {
        const v4 = this.ClauseAhead();
        if (v4 === FAIL) break l2;
        ok3 = true;
      }
      this.#pos = s1;
      if (ok3) break c1;
      const v5 = this.Identifier();
      if (v5 === FAIL) break c1;
      return v5;
    }
    this.#back(at);
    return FAIL;
  }

  RelationPrimary(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 15) c0: {
      if (this.#types[this.#pos] !== 15) break c0;
      this.#pos++;
      const v0 = this.Query();
      if (v0 === FAIL) break c0;
      if (this.#types[this.#pos] !== 16) break c0;
      this.#pos++;
      return this.#a.RelationPrimary_subquery(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 15) c1: {
      if (this.#types[this.#pos] !== 15) break c1;
      this.#pos++;
      const v1 = this.Relation();
      if (v1 === FAIL) break c1;
      if (this.#types[this.#pos] !== 16) break c1;
      this.#pos++;
      return this.#a.RelationPrimary_parenthesized(this.#c, at, v1 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 311) c2: {
      if (this.#types[this.#pos] !== 311) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c2;
      this.#pos++;
      let v2: unknown[] = NONE;
      {
        const first = this.Expression();
        if (first === FAIL) break c2;
        {
          v2 = [first];
          while (this.#types[this.#pos] === 19) {
            const s3 = this.#pos++;
            const next = this.Expression();
            if (next === FAIL) {
              this.#back(s3);
              break;
            }
            v2.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c2;
      this.#pos++;
      let v4: Result;
      if (this.#types[this.#pos]! === 330) {
        const s5 = this.#pos;
        d7: {
          o6: {
            const v8 = this.WithOrdinality();
            if (v8 === FAIL) break o6;
            v4 = v8;
            break d7;
          }
          this.#back(s5);
        }
      }
      return this.#a.RelationPrimary_unnest(this.#c, at, v2 as never, v4 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 174) c3: {
      if (this.#types[this.#pos] !== 174) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c3;
      this.#pos++;
      const v9 = this.Query();
      if (v9 === FAIL) break c3;
      if (this.#types[this.#pos] !== 16) break c3;
      this.#pos++;
      return this.#a.RelationPrimary_lateral(this.#c, at, v9 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 287) c4: {
      if (this.#types[this.#pos] !== 287) break c4;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c4;
      this.#pos++;
      const v10 = this.TableFunctionCall();
      if (v10 === FAIL) break c4;
      if (this.#types[this.#pos] !== 16) break c4;
      this.#pos++;
      return this.#a.RelationPrimary_tableFunction(this.#c, at, v10 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 167) c5: {
      const v11 = this.JsonTable();
      if (v11 === FAIL) break c5;
      return v11;
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c6: {
      const v12 = this.QualifiedName();
      if (v12 === FAIL) break c6;
      let v13: Result;
      if (this.#types[this.#pos]! === 128) {
        const s14 = this.#pos;
        d16: {
          o15: {
            const v17 = this.QueryPeriod();
            if (v17 === FAIL) break o15;
            v13 = v17;
            break d16;
          }
          this.#back(s14);
        }
      }
      return this.#a.RelationPrimary_table(this.#c, at, v12 as never, v13 as never);
    }
    this.#back(at);
    return FAIL;
  }

  WithOrdinality(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 330) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 221) return FAIL;
    this.#pos++;
    return at;
  }

  QueryPeriod(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 128) return FAIL;
    this.#pos++;
    const v0 = this.#pos;
    if (!(this.#types[v0]! === 294 || this.#types[v0]! === 324)) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 53) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 212) return FAIL;
    this.#pos++;
    const v3 = this.ValueExpression();
    if (v3 === FAIL) return FAIL;
    return this.#a.QueryPeriod(this.#c, at, v0 as never, v3 as never);
  }

  TableFunctionCall(): Result {
    const at = this.#pos;
    const v0 = this.QualifiedName();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    let v1: unknown[] = NONE;
    {
      const first = this.TableFunctionArgument();
      if (first !== FAIL) {
        v1 = [first];
        while (this.#types[this.#pos] === 19) {
          const s2 = this.#pos++;
          const next = this.TableFunctionArgument();
          if (next === FAIL) {
            this.#back(s2);
            break;
          }
          v1.push(next);
        }
      }
    }
    let v3: Result;
    if (this.#types[this.#pos]! === 76) {
      const s4 = this.#pos;
      d6: {
        o5: {
          const v7 = this.Copartition();
          if (v7 === FAIL) break o5;
          v3 = v7;
          break d6;
        }
        this.#back(s4);
      }
    }
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return this.#a.TableFunctionCall(this.#c, at, v0 as never, v1 as never, v3 as never);
  }

  Copartition(): Result {
    if (this.#types[this.#pos] !== 76) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.CopartitionTables();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.CopartitionTables();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    return v0;
  }

  CopartitionTables(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    const v0 = this.QualifiedName();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 19) return FAIL;
    this.#pos++;
    let v1: unknown[] = NONE;
    {
      const first = this.QualifiedName();
      if (first === FAIL) return FAIL;
      {
        v1 = [first];
        while (this.#types[this.#pos] === 19) {
          const s2 = this.#pos++;
          const next = this.QualifiedName();
          if (next === FAIL) {
            this.#back(s2);
            break;
          }
          v1.push(next);
        }
      }
    }
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return this.#a.CopartitionTables(this.#c, at, v0 as never, v1 as never);
  }

  TableFunctionArgument(): Result {
    const at = this.#pos;
    if (S4[this.#types[at]!] === 1) c0: {
      const s0 = this.#pos;
      let ok2 = false;
      l1: {
        if (this.#types[this.#pos] !== 76) break l1;
        this.#pos++;
        if (this.#types[this.#pos] !== 15) break l1;
        this.#pos++;
        ok2 = true;
      }
      this.#pos = s0;
      if (ok2) break c0;
      const v3 = this.Identifier();
      if (v3 === FAIL) break c0;
      if (this.#types[this.#pos] !== 31) break c0;
      this.#pos++;
      const v4 = this.TableFunctionValue();
      if (v4 === FAIL) break c0;
      return this.#a.TableFunctionArgument_named(this.#c, at, v3 as never, v4 as never);
    }
    this.#back(at);
    if (S15[this.#types[at]!] === 1) c1: {
      const s5 = this.#pos;
      let ok7 = false;
      l6: {
        if (this.#types[this.#pos] !== 76) break l6;
        this.#pos++;
        if (this.#types[this.#pos] !== 15) break l6;
        this.#pos++;
        ok7 = true;
      }
      this.#pos = s5;
      if (ok7) break c1;
      const v8 = this.TableFunctionValue();
      if (v8 === FAIL) break c1;
      return this.#a.TableFunctionArgument_positional(this.#c, at, v8 as never);
    }
    this.#back(at);
    return FAIL;
  }

  TableFunctionValue(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 287) c0: {
      const v0 = this.TableArgument();
      if (v0 === FAIL) break c0;
      return v0;
    }
    this.#back(at);
    if (this.#types[at]! === 66 || this.#types[at]! === 102) c1: {
      const v1 = this.DescriptorArgument();
      if (v1 === FAIL) break c1;
      return v1;
    }
    this.#back(at);
    if (S3[this.#types[at]!] === 1) c2: {
      const v2 = this.Expression();
      if (v2 === FAIL) break c2;
      return v2;
    }
    this.#back(at);
    return FAIL;
  }

  TableArgument(): Result {
    const at = this.#pos;
    const v0 = this.TableArgumentRelation();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (this.#types[this.#pos]! === 226) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.TableArgumentPartition();
          if (v5 === FAIL) break o3;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    let v6: Result;
    if (this.#types[this.#pos]! === 169 || this.#types[this.#pos]! === 242) {
      const s7 = this.#pos;
      d9: {
        o8: {
          const v10 = this.TableArgumentEmpty();
          if (v10 === FAIL) break o8;
          v6 = v10;
          break d9;
        }
        this.#back(s7);
      }
    }
    let v11: Result;
    if (this.#types[this.#pos]! === 220) {
      const s12 = this.#pos;
      d14: {
        o13: {
          const v15 = this.TableArgumentOrder();
          if (v15 === FAIL) break o13;
          v11 = v15;
          break d14;
        }
        this.#back(s12);
      }
    }
    return this.#a.TableArgument(this.#c, at, v0 as never, v1 as never, v6 as never, v11 as never);
  }

  TableArgumentRelation(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 287) c0: {
      if (this.#types[this.#pos] !== 287) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c0;
      this.#pos++;
      const v0 = this.QualifiedName();
      if (v0 === FAIL) break c0;
      if (this.#types[this.#pos] !== 16) break c0;
      this.#pos++;
      let v1: Result;
      if (S1[this.#types[this.#pos]!] === 1) {
        const s2 = this.#pos;
        d4: {
          o3: {
            const v5 = this.TableArgumentAlias();
            if (v5 === FAIL) break o3;
            v1 = v5;
            break d4;
          }
          this.#back(s2);
        }
      }
      return this.#a.TableArgumentRelation_table(this.#c, at, v0 as never, v1 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 287) c1: {
      if (this.#types[this.#pos] !== 287) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c1;
      this.#pos++;
      const v6 = this.Query();
      if (v6 === FAIL) break c1;
      if (this.#types[this.#pos] !== 16) break c1;
      this.#pos++;
      let v7: Result;
      if (S1[this.#types[this.#pos]!] === 1) {
        const s8 = this.#pos;
        d10: {
          o9: {
            const v11 = this.TableArgumentAlias();
            if (v11 === FAIL) break o9;
            v7 = v11;
            break d10;
          }
          this.#back(s8);
        }
      }
      return this.#a.TableArgumentRelation_query(this.#c, at, v6 as never, v7 as never);
    }
    this.#back(at);
    return FAIL;
  }

  TableArgumentAlias(): Result {
    const at = this.#pos;
    const v0 = this.TableArgumentAliasName();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (this.#types[this.#pos]! === 15) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.ColumnAliases();
          if (v5 === FAIL) break o3;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    return this.#a.TableArgumentAlias(this.#c, at, v0 as never, v1 as never);
  }

  TableArgumentAliasName(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 53) c0: {
      if (this.#types[this.#pos] !== 53) break c0;
      this.#pos++;
      const v0 = this.Identifier();
      if (v0 === FAIL) break c0;
      return v0;
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c1: {
      const s1 = this.#pos;
      let ok3 = false;
      l2: {
        const v4 = this.TableArgumentAhead();
        if (v4 === FAIL) break l2;
        ok3 = true;
      }
      this.#pos = s1;
      if (ok3) break c1;
      const v5 = this.Identifier();
      if (v5 === FAIL) break c1;
      return v5;
    }
    this.#back(at);
    return FAIL;
  }

  TableArgumentAhead(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 226) c0: {
      if (this.#types[this.#pos] !== 226) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 61) break c0;
      this.#pos++;
      return at;
    }
    this.#back(at);
    if (this.#types[at]! === 169 || this.#types[at]! === 242) c1: {
      const v0 = this.#pos;
      if (!(this.#types[v0]! === 169 || this.#types[v0]! === 242)) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 326) break c1;
      this.#pos++;
      return v0;
    }
    this.#back(at);
    return FAIL;
  }

  TableArgumentPartition(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 226) c0: {
      if (this.#types[this.#pos] !== 226) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 61) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c0;
      this.#pos++;
      let v0: unknown[] = NONE;
      {
        const first = this.Expression();
        if (first !== FAIL) {
          v0 = [first];
          while (this.#types[this.#pos] === 19) {
            const s1 = this.#pos++;
            const next = this.Expression();
            if (next === FAIL) {
              this.#back(s1);
              break;
            }
            v0.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c0;
      this.#pos++;
      const s2 = this.#pos;
      let ok4 = false;
      l3: {
        const v5 = this.ExpressionContinues();
        if (v5 === FAIL) break l3;
        ok4 = true;
      }
      this.#pos = s2;
      if (ok4) break c0;
      return this.#a.TableArgumentPartition_several(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 226) c1: {
      if (this.#types[this.#pos] !== 226) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 61) break c1;
      this.#pos++;
      const v6 = this.Expression();
      if (v6 === FAIL) break c1;
      return this.#a.TableArgumentPartition_one(this.#c, at, v6 as never);
    }
    this.#back(at);
    return FAIL;
  }

  TableArgumentEmpty(): Result {
    const v0 = this.#pos;
    if (!(this.#types[v0]! === 169 || this.#types[v0]! === 242)) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 326) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 111) return FAIL;
    this.#pos++;
    return v0;
  }

  TableArgumentOrder(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 220) c0: {
      if (this.#types[this.#pos] !== 220) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 61) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c0;
      this.#pos++;
      let v0: unknown[] = NONE;
      {
        const first = this.SortItem();
        if (first === FAIL) break c0;
        {
          v0 = [first];
          while (this.#types[this.#pos] === 19) {
            const s1 = this.#pos++;
            const next = this.SortItem();
            if (next === FAIL) {
              this.#back(s1);
              break;
            }
            v0.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c0;
      this.#pos++;
      const s2 = this.#pos;
      let ok4 = false;
      l3: {
        const v5 = this.ExpressionContinues();
        if (v5 === FAIL) break l3;
        ok4 = true;
      }
      this.#pos = s2;
      if (ok4) break c0;
      return this.#a.TableArgumentOrder_several(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 220) c1: {
      if (this.#types[this.#pos] !== 220) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 61) break c1;
      this.#pos++;
      const v6 = this.SortItem();
      if (v6 === FAIL) break c1;
      return this.#a.TableArgumentOrder_one(this.#c, at, v6 as never);
    }
    this.#back(at);
    return FAIL;
  }

  DescriptorArgument(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 102) c0: {
      if (this.#types[this.#pos] !== 102) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c0;
      this.#pos++;
      let v0: unknown[] = NONE;
      {
        const first = this.DescriptorField();
        if (first === FAIL) break c0;
        {
          v0 = [first];
          while (this.#types[this.#pos] === 19) {
            const s1 = this.#pos++;
            const next = this.DescriptorField();
            if (next === FAIL) {
              this.#back(s1);
              break;
            }
            v0.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c0;
      this.#pos++;
      return this.#a.DescriptorArgument_fields(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 66) c1: {
      if (this.#types[this.#pos] !== 66) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 208) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 53) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 102) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 16) break c1;
      this.#pos++;
      return this.#a.DescriptorArgument_null(this.#c, at);
    }
    this.#back(at);
    return FAIL;
  }

  DescriptorField(): Result {
    const at = this.#pos;
    const v0 = this.Identifier();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (S4[this.#types[this.#pos]!] === 1) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.Type();
          if (v5 === FAIL) break o3;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    return this.#a.DescriptorField(this.#c, at, v0 as never, v1 as never);
  }

  MatchRecognize(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 191) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    let v0: Result;
    if (this.#types[this.#pos]! === 226) {
      const s1 = this.#pos;
      d3: {
        o2: {
          const v4 = this.PartitionBy();
          if (v4 === FAIL) break o2;
          v0 = v4;
          break d3;
        }
        this.#back(s1);
      }
    }
    let v5: Result;
    if (this.#types[this.#pos]! === 220) {
      const s6 = this.#pos;
      d8: {
        o7: {
          const v9 = this.OrderBy();
          if (v9 === FAIL) break o7;
          v5 = v9;
          break d8;
        }
        this.#back(s6);
      }
    }
    let v10: Result;
    if (this.#types[this.#pos]! === 193) {
      const s11 = this.#pos;
      d13: {
        o12: {
          const v14 = this.Measures();
          if (v14 === FAIL) break o12;
          v10 = v14;
          break d13;
        }
        this.#back(s11);
      }
    }
    let v15: Result;
    if (this.#types[this.#pos]! === 47 || this.#types[this.#pos]! === 216) {
      const s16 = this.#pos;
      d18: {
        o17: {
          const v19 = this.RowsPerMatch();
          if (v19 === FAIL) break o17;
          v15 = v19;
          break d18;
        }
        this.#back(s16);
      }
    }
    let v20: Result;
    if (this.#types[this.#pos]! === 46) {
      const s21 = this.#pos;
      d23: {
        o22: {
          const v24 = this.AfterMatch();
          if (v24 === FAIL) break o22;
          v20 = v24;
          break d23;
        }
        this.#back(s21);
      }
    }
    let v25: Result;
    if (this.#types[this.#pos]! === 149 || this.#types[this.#pos]! === 272) {
      const s26 = this.#pos;
      d28: {
        o27: {
          const v29 = this.#pos;
          if (!(this.#types[v29]! === 149 || this.#types[v29]! === 272)) break o27;
          this.#pos++;
          v25 = v29;
          break d28;
        }
        this.#back(s26);
      }
    }
    const v32 = this.Pattern();
    if (v32 === FAIL) return FAIL;
    let v33: Result;
    if (this.#types[this.#pos]! === 284) {
      const s34 = this.#pos;
      d36: {
        o35: {
          const v37 = this.Subsets();
          if (v37 === FAIL) break o35;
          v33 = v37;
          break d36;
        }
        this.#back(s34);
      }
    }
    const v38 = this.Definitions();
    if (v38 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    let v39: Result;
    if (S1[this.#types[this.#pos]!] === 1) {
      const s40 = this.#pos;
      d42: {
        o41: {
          const v43 = this.TableAlias();
          if (v43 === FAIL) break o41;
          v39 = v43;
          break d42;
        }
        this.#back(s40);
      }
    }
    return this.#a.MatchRecognize(this.#c, at, v0 as never, v5 as never, v10 as never, v15 as never, v20 as never, v25 as never, v32 as never, v33 as never, v38 as never, v39 as never);
  }

  PartitionBy(): Result {
    if (this.#types[this.#pos] !== 226) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 61) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.Expression();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.Expression();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    return v0;
  }

  Measures(): Result {
    if (this.#types[this.#pos] !== 193) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.MeasureDefinition();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.MeasureDefinition();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    return v0;
  }

  MeasureDefinition(): Result {
    const at = this.#pos;
    const v0 = this.Expression();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 53) return FAIL;
    this.#pos++;
    const v1 = this.Identifier();
    if (v1 === FAIL) return FAIL;
    return this.#a.MeasureDefinition(this.#c, at, v0 as never, v1 as never);
  }

  RowsPerMatch(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 216) c0: {
      if (this.#types[this.#pos] !== 216) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 264) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 232) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 188) break c0;
      this.#pos++;
      return this.#a.RowsPerMatch_one(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 47) c1: {
      if (this.#types[this.#pos] !== 47) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 265) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 232) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 188) break c1;
      this.#pos++;
      let v0: Result;
      if (S16[this.#types[this.#pos]!] === 1) {
        const s1 = this.#pos;
        d3: {
          o2: {
            const v4 = this.EmptyMatchHandling();
            if (v4 === FAIL) break o2;
            v0 = v4;
            break d3;
          }
          this.#back(s1);
        }
      }
      return this.#a.RowsPerMatch_all(this.#c, at, v0 as never);
    }
    this.#back(at);
    return FAIL;
  }

  EmptyMatchHandling(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 278) c0: {
      if (this.#types[this.#pos] !== 278) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 111) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 190) break c0;
      this.#pos++;
      return this.#a.EmptyMatchHandling_show(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 214) c1: {
      if (this.#types[this.#pos] !== 214) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 111) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 190) break c1;
      this.#pos++;
      return this.#a.EmptyMatchHandling_omit(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 330) c2: {
      if (this.#types[this.#pos] !== 330) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 310) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 265) break c2;
      this.#pos++;
      return this.#a.EmptyMatchHandling_unmatched(this.#c, at);
    }
    this.#back(at);
    return FAIL;
  }

  AfterMatch(): Result {
    if (this.#types[this.#pos] !== 46) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 188) return FAIL;
    this.#pos++;
    const v0 = this.SkipTo();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  SkipTo(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 279) c0: {
      if (this.#types[this.#pos] !== 279) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 295) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 199) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 264) break c0;
      this.#pos++;
      return this.#a.SkipTo_next(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 279) c1: {
      if (this.#types[this.#pos] !== 279) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 229) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 173) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 264) break c1;
      this.#pos++;
      return this.#a.SkipTo_past(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 279) c2: {
      if (this.#types[this.#pos] !== 279) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 295) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 126) break c2;
      this.#pos++;
      const v0 = this.Identifier();
      if (v0 === FAIL) break c2;
      return this.#a.SkipTo_first(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 279) c3: {
      if (this.#types[this.#pos] !== 279) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 295) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 173) break c3;
      this.#pos++;
      const v1 = this.Identifier();
      if (v1 === FAIL) break c3;
      return this.#a.SkipTo_last(this.#c, at, v1 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 279) c4: {
      if (this.#types[this.#pos] !== 279) break c4;
      this.#pos++;
      if (this.#types[this.#pos] !== 295) break c4;
      this.#pos++;
      const v2 = this.Identifier();
      if (v2 === FAIL) break c4;
      return this.#a.SkipTo_variable(this.#c, at, v2 as never);
    }
    this.#back(at);
    return FAIL;
  }

  Pattern(): Result {
    if (this.#types[this.#pos] !== 231) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    const v0 = this.RowPattern();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return v0;
  }

  Subsets(): Result {
    if (this.#types[this.#pos] !== 284) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.SubsetDefinition();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.SubsetDefinition();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    return v0;
  }

  SubsetDefinition(): Result {
    const at = this.#pos;
    const v0 = this.Identifier();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 30) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    let v1: unknown[] = NONE;
    {
      const first = this.Identifier();
      if (first === FAIL) return FAIL;
      {
        v1 = [first];
        while (this.#types[this.#pos] === 19) {
          const s2 = this.#pos++;
          const next = this.Identifier();
          if (next === FAIL) {
            this.#back(s2);
            break;
          }
          v1.push(next);
        }
      }
    }
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return this.#a.SubsetDefinition(this.#c, at, v0 as never, v1 as never);
  }

  Definitions(): Result {
    if (this.#types[this.#pos] !== 96) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.VariableDefinition();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.VariableDefinition();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    return v0;
  }

  VariableDefinition(): Result {
    const at = this.#pos;
    const v0 = this.Identifier();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 53) return FAIL;
    this.#pos++;
    const v1 = this.Expression();
    if (v1 === FAIL) return FAIL;
    return this.#a.VariableDefinition(this.#c, at, v0 as never, v1 as never);
  }

  RowPattern(): Result {
    const at = this.#pos;
    const v0 = this.PatternSequence();
    if (v0 === FAIL) return FAIL;
    let v1: unknown[] = NONE;
    w4: while (this.#types[this.#pos]! === 40) {
      const s2 = this.#pos;
      i3: {
        const v5 = this.PatternAlternative();
        if (v5 === FAIL) break i3;
        if (v1 === NONE) v1 = [v5];
        else v1.push(v5);
        continue w4;
      }
      this.#pos = s2;
      break;
    }
    return this.#a.RowPattern(this.#c, at, v0 as never, v1 as never);
  }

  PatternAlternative(): Result {
    if (this.#types[this.#pos] !== 40) return FAIL;
    this.#pos++;
    const v0 = this.PatternSequence();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  PatternSequence(): Result {
    const at = this.#pos;
    let v0: unknown[] = NONE;
    w3: while (S17[this.#types[this.#pos]!] === 1) {
      const s1 = this.#pos;
      i2: {
        const v4 = this.PatternTerm();
        if (v4 === FAIL) break i2;
        if (v0 === NONE) v0 = [v4];
        else v0.push(v4);
        continue w3;
      }
      this.#pos = s1;
      break;
    }
    if (v0.length === 0) return FAIL;
    return this.#a.PatternSequence_terms(this.#c, at, v0 as never);
  }

  PatternTerm(): Result {
    const at = this.#pos;
    const v0 = this.PatternPrimary();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (S18[this.#types[this.#pos]!] === 1) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.PatternQuantifier();
          if (v5 === FAIL) break o3;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    return this.#a.PatternTerm(this.#c, at, v0 as never, v1 as never);
  }

  PatternPrimary(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 234) c0: {
      if (this.#types[this.#pos] !== 234) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c0;
      this.#pos++;
      let v0: unknown[] = NONE;
      {
        const first = this.RowPattern();
        if (first === FAIL) break c0;
        {
          v0 = [first];
          while (this.#types[this.#pos] === 19) {
            const s1 = this.#pos++;
            const next = this.RowPattern();
            if (next === FAIL) {
              this.#back(s1);
              break;
            }
            v0.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c0;
      this.#pos++;
      return this.#a.PatternPrimary_permute(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c1: {
      const v2 = this.Identifier();
      if (v2 === FAIL) break c1;
      return this.#a.PatternPrimary_variable(this.#c, at, v2 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 15) c2: {
      if (this.#types[this.#pos] !== 15) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 16) break c2;
      this.#pos++;
      return this.#a.PatternPrimary_empty(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 15) c3: {
      if (this.#types[this.#pos] !== 15) break c3;
      this.#pos++;
      const v3 = this.RowPattern();
      if (v3 === FAIL) break c3;
      if (this.#types[this.#pos] !== 16) break c3;
      this.#pos++;
      return this.#a.PatternPrimary_group(this.#c, at, v3 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 37) c4: {
      if (this.#types[this.#pos] !== 37) break c4;
      this.#pos++;
      return this.#a.PatternPrimary_start(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 13) c5: {
      if (this.#types[this.#pos] !== 13) break c5;
      this.#pos++;
      return this.#a.PatternPrimary_end(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 39) c6: {
      if (this.#types[this.#pos] !== 39) break c6;
      this.#pos++;
      const v4 = this.RowPattern();
      if (v4 === FAIL) break c6;
      if (this.#types[this.#pos] !== 22) break c6;
      this.#pos++;
      return this.#a.PatternPrimary_excluded(this.#c, at, v4 as never);
    }
    this.#back(at);
    return FAIL;
  }

  PatternQuantifier(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 17) c0: {
      if (this.#types[this.#pos] !== 17) break c0;
      this.#pos++;
      let v0: Result;
      if (this.#types[this.#pos]! === 34) {
        const s1 = this.#pos;
        d3: {
          o2: {
            if (this.#types[this.#pos] !== 34) break o2;
            this.#pos++;
            v0 = s1;
            break d3;
          }
          this.#back(s1);
        }
      }
      return this.#a.PatternQuantifier_zeroOrMore(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 18) c1: {
      if (this.#types[this.#pos] !== 18) break c1;
      this.#pos++;
      let v4: Result;
      if (this.#types[this.#pos]! === 34) {
        const s5 = this.#pos;
        d7: {
          o6: {
            if (this.#types[this.#pos] !== 34) break o6;
            this.#pos++;
            v4 = s5;
            break d7;
          }
          this.#back(s5);
        }
      }
      return this.#a.PatternQuantifier_oneOrMore(this.#c, at, v4 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 34) c2: {
      if (this.#types[this.#pos] !== 34) break c2;
      this.#pos++;
      let v8: Result;
      if (this.#types[this.#pos]! === 34) {
        const s9 = this.#pos;
        d11: {
          o10: {
            if (this.#types[this.#pos] !== 34) break o10;
            this.#pos++;
            v8 = s9;
            break d11;
          }
          this.#back(s9);
        }
      }
      return this.#a.PatternQuantifier_zeroOrOne(this.#c, at, v8 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 38) c3: {
      if (this.#types[this.#pos] !== 38) break c3;
      this.#pos++;
      const v12 = this.#pos;
      if (this.#types[this.#pos] !== 8) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 42) break c3;
      this.#pos++;
      let v13: Result;
      if (this.#types[this.#pos]! === 34) {
        const s14 = this.#pos;
        d16: {
          o15: {
            if (this.#types[this.#pos] !== 34) break o15;
            this.#pos++;
            v13 = s14;
            break d16;
          }
          this.#back(s14);
        }
      }
      return this.#a.PatternQuantifier_exactly(this.#c, at, v12 as never, v13 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 38) c4: {
      if (this.#types[this.#pos] !== 38) break c4;
      this.#pos++;
      let v17: Result;
      if (this.#types[this.#pos]! === 8) {
        const s18 = this.#pos;
        d20: {
          o19: {
            const v21 = this.#pos;
            if (this.#types[this.#pos] !== 8) break o19;
            this.#pos++;
            v17 = v21;
            break d20;
          }
          this.#back(s18);
        }
      }
      if (this.#types[this.#pos] !== 19) break c4;
      this.#pos++;
      let v22: Result;
      if (this.#types[this.#pos]! === 8) {
        const s23 = this.#pos;
        d25: {
          o24: {
            const v26 = this.#pos;
            if (this.#types[this.#pos] !== 8) break o24;
            this.#pos++;
            v22 = v26;
            break d25;
          }
          this.#back(s23);
        }
      }
      if (this.#types[this.#pos] !== 42) break c4;
      this.#pos++;
      let v27: Result;
      if (this.#types[this.#pos]! === 34) {
        const s28 = this.#pos;
        d30: {
          o29: {
            if (this.#types[this.#pos] !== 34) break o29;
            this.#pos++;
            v27 = s28;
            break d30;
          }
          this.#back(s28);
        }
      }
      return this.#a.PatternQuantifier_range(this.#c, at, v17 as never, v22 as never, v27 as never);
    }
    this.#back(at);
    return FAIL;
  }

  Expression(): Result {
    const memo = (this.#memoExpression ??= new Memo(this.#types.length));
    const from = this.#pos;
    const known = memo.ends[from]!;
    if (known !== 0) {
      if (known < 0) return FAIL;
      this.#pos = known;
      return memo.values[from];
    }
    const result = this.#ExpressionBody();
    memo.ends[from] = result === FAIL ? -1 : this.#pos;
    if (result !== FAIL) memo.values[from] = result;
    return result;
  }
  #ExpressionBody(): Result {
    const v0 = this.Disjunction();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  Disjunction(): Result {
    const at = this.#pos;
    const v0 = this.Conjunction();
    if (v0 === FAIL) return FAIL;
    let v1: unknown[] = NONE;
    w4: while (this.#types[this.#pos]! === 219) {
      const s2 = this.#pos;
      i3: {
        if (this.#types[this.#pos] !== 219) break i3;
        this.#pos++;
        const v5 = this.Conjunction();
        if (v5 === FAIL) break i3;
        if (v1 === NONE) v1 = [v5];
        else v1.push(v5);
        continue w4;
      }
      this.#pos = s2;
      break;
    }
    return this.#a.Disjunction(this.#c, at, v0 as never, v1 as never);
  }

  Conjunction(): Result {
    const at = this.#pos;
    const v0 = this.Negation();
    if (v0 === FAIL) return FAIL;
    let v1: unknown[] = NONE;
    w4: while (this.#types[this.#pos]! === 50) {
      const s2 = this.#pos;
      i3: {
        if (this.#types[this.#pos] !== 50) break i3;
        this.#pos++;
        const v5 = this.Negation();
        if (v5 === FAIL) break i3;
        if (v1 === NONE) v1 = [v5];
        else v1.push(v5);
        continue w4;
      }
      this.#pos = s2;
      break;
    }
    return this.#a.Conjunction(this.#c, at, v0 as never, v1 as never);
  }

  Negation(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 207) c0: {
      if (this.#types[this.#pos] !== 207) break c0;
      this.#pos++;
      const v0 = this.Negation();
      if (v0 === FAIL) break c0;
      return this.#a.Negation_not(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (S19[this.#types[at]!] === 1) c1: {
      const v1 = this.Predicated();
      if (v1 === FAIL) break c1;
      return v1;
    }
    this.#back(at);
    return FAIL;
  }

  Predicated(): Result {
    const at = this.#pos;
    const v0 = this.ValueExpression();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (S20[this.#types[this.#pos]!] === 1) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.Predicate();
          if (v5 === FAIL) break o3;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    return this.#a.Predicated(this.#c, at, v0 as never, v1 as never);
  }

  Predicate(): Result {
    const at = this.#pos;
    if (S21[this.#types[at]!] === 1) c0: {
      const v0 = this.ComparisonOperator();
      if (v0 === FAIL) break c0;
      const v1 = this.ComparisonQuantifier();
      if (v1 === FAIL) break c0;
      if (this.#types[this.#pos] !== 15) break c0;
      this.#pos++;
      const v2 = this.Query();
      if (v2 === FAIL) break c0;
      if (this.#types[this.#pos] !== 16) break c0;
      this.#pos++;
      return this.#a.Predicate_quantified(this.#c, at, v0 as never, v1 as never, v2 as never);
    }
    this.#back(at);
    if (S21[this.#types[at]!] === 1) c1: {
      const v3 = this.ComparisonOperator();
      if (v3 === FAIL) break c1;
      const v4 = this.ValueExpression();
      if (v4 === FAIL) break c1;
      return this.#a.Predicate_comparison(this.#c, at, v3 as never, v4 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 59 || this.#types[at]! === 207) c2: {
      let v5: Result;
      if (this.#types[this.#pos]! === 207) {
        const s6 = this.#pos;
        d8: {
          o7: {
            if (this.#types[this.#pos] !== 207) break o7;
            this.#pos++;
            v5 = s6;
            break d8;
          }
          this.#back(s6);
        }
      }
      if (this.#types[this.#pos] !== 59) break c2;
      this.#pos++;
      const v9 = this.ValueExpression();
      if (v9 === FAIL) break c2;
      if (this.#types[this.#pos] !== 50) break c2;
      this.#pos++;
      const v10 = this.ValueExpression();
      if (v10 === FAIL) break c2;
      return this.#a.Predicate_between(this.#c, at, v5 as never, v9 as never, v10 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 147 || this.#types[at]! === 207) c3: {
      let v11: Result;
      if (this.#types[this.#pos]! === 207) {
        const s12 = this.#pos;
        d14: {
          o13: {
            if (this.#types[this.#pos] !== 207) break o13;
            this.#pos++;
            v11 = s12;
            break d14;
          }
          this.#back(s12);
        }
      }
      if (this.#types[this.#pos] !== 147) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c3;
      this.#pos++;
      let v15: unknown[] = NONE;
      {
        const first = this.Expression();
        if (first === FAIL) break c3;
        {
          v15 = [first];
          while (this.#types[this.#pos] === 19) {
            const s16 = this.#pos++;
            const next = this.Expression();
            if (next === FAIL) {
              this.#back(s16);
              break;
            }
            v15.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c3;
      this.#pos++;
      return this.#a.Predicate_inList(this.#c, at, v11 as never, v15 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 147 || this.#types[at]! === 207) c4: {
      let v17: Result;
      if (this.#types[this.#pos]! === 207) {
        const s18 = this.#pos;
        d20: {
          o19: {
            if (this.#types[this.#pos] !== 207) break o19;
            this.#pos++;
            v17 = s18;
            break d20;
          }
          this.#back(s18);
        }
      }
      if (this.#types[this.#pos] !== 147) break c4;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c4;
      this.#pos++;
      const v21 = this.Query();
      if (v21 === FAIL) break c4;
      if (this.#types[this.#pos] !== 16) break c4;
      this.#pos++;
      return this.#a.Predicate_inSubquery(this.#c, at, v17 as never, v21 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 179 || this.#types[at]! === 207) c5: {
      let v22: Result;
      if (this.#types[this.#pos]! === 207) {
        const s23 = this.#pos;
        d25: {
          o24: {
            if (this.#types[this.#pos] !== 207) break o24;
            this.#pos++;
            v22 = s23;
            break d25;
          }
          this.#back(s23);
        }
      }
      if (this.#types[this.#pos] !== 179) break c5;
      this.#pos++;
      const v26 = this.ValueExpression();
      if (v26 === FAIL) break c5;
      let v27: Result;
      if (this.#types[this.#pos]! === 115) {
        const s28 = this.#pos;
        d30: {
          o29: {
            const v31 = this.LikeEscape();
            if (v31 === FAIL) break o29;
            v27 = v31;
            break d30;
          }
          this.#back(s28);
        }
      }
      return this.#a.Predicate_like(this.#c, at, v22 as never, v26 as never, v27 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 158) c6: {
      if (this.#types[this.#pos] !== 158) break c6;
      this.#pos++;
      let v32: Result;
      if (this.#types[this.#pos]! === 207) {
        const s33 = this.#pos;
        d35: {
          o34: {
            if (this.#types[this.#pos] !== 207) break o34;
            this.#pos++;
            v32 = s33;
            break d35;
          }
          this.#back(s33);
        }
      }
      if (this.#types[this.#pos] !== 208) break c6;
      this.#pos++;
      return this.#a.Predicate_null(this.#c, at, v32 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 158) c7: {
      if (this.#types[this.#pos] !== 158) break c7;
      this.#pos++;
      let v36: Result;
      if (this.#types[this.#pos]! === 207) {
        const s37 = this.#pos;
        d39: {
          o38: {
            if (this.#types[this.#pos] !== 207) break o38;
            this.#pos++;
            v36 = s37;
            break d39;
          }
          this.#back(s37);
        }
      }
      if (this.#types[this.#pos] !== 104) break c7;
      this.#pos++;
      if (this.#types[this.#pos] !== 130) break c7;
      this.#pos++;
      const v40 = this.ValueExpression();
      if (v40 === FAIL) break c7;
      return this.#a.Predicate_distinct(this.#c, at, v36 as never, v40 as never);
    }
    this.#back(at);
    return FAIL;
  }

  ComparisonOperator(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return S21[t] === 1 ? this.#pos++ : FAIL;
  }

  ComparisonQuantifier(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return S22[t] === 1 ? this.#pos++ : FAIL;
  }

  LikeEscape(): Result {
    if (this.#types[this.#pos] !== 115) return FAIL;
    this.#pos++;
    const v0 = this.ValueExpression();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  ValueExpression(): Result {
    const memo = (this.#memoValueExpression ??= new Memo(this.#types.length));
    const from = this.#pos;
    const known = memo.ends[from]!;
    if (known !== 0) {
      if (known < 0) return FAIL;
      this.#pos = known;
      return memo.values[from];
    }
    const result = this.#ValueExpressionBody();
    memo.ends[from] = result === FAIL ? -1 : this.#pos;
    if (result !== FAIL) memo.values[from] = result;
    return result;
  }
  #ValueExpressionBody(): Result {
    const v0 = this.Concatenation();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  Concatenation(): Result {
    const at = this.#pos;
    const v0 = this.Sum();
    if (v0 === FAIL) return FAIL;
    let v1: unknown[] = NONE;
    w4: while (this.#types[this.#pos]! === 41) {
      const s2 = this.#pos;
      i3: {
        const v5 = this.ConcatenationTail();
        if (v5 === FAIL) break i3;
        if (v1 === NONE) v1 = [v5];
        else v1.push(v5);
        continue w4;
      }
      this.#pos = s2;
      break;
    }
    return this.#a.Concatenation(this.#c, at, v0 as never, v1 as never);
  }

  ConcatenationTail(): Result {
    const at = this.#pos;
    const v0 = this.ConcatenationOperator();
    if (v0 === FAIL) return FAIL;
    const v1 = this.Sum();
    if (v1 === FAIL) return FAIL;
    return this.#a.ConcatenationTail(this.#c, at, v0 as never, v1 as never);
  }

  ConcatenationOperator(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return t === 41 ? this.#pos++ : FAIL;
  }

  Sum(): Result {
    const at = this.#pos;
    const v0 = this.Product();
    if (v0 === FAIL) return FAIL;
    let v1: unknown[] = NONE;
    w4: while (this.#types[this.#pos]! === 18 || this.#types[this.#pos]! === 20) {
      const s2 = this.#pos;
      i3: {
        const v5 = this.SumTail();
        if (v5 === FAIL) break i3;
        if (v1 === NONE) v1 = [v5];
        else v1.push(v5);
        continue w4;
      }
      this.#pos = s2;
      break;
    }
    return this.#a.Sum(this.#c, at, v0 as never, v1 as never);
  }

  SumTail(): Result {
    const at = this.#pos;
    const v0 = this.SumOperator();
    if (v0 === FAIL) return FAIL;
    const v1 = this.Product();
    if (v1 === FAIL) return FAIL;
    return this.#a.SumTail(this.#c, at, v0 as never, v1 as never);
  }

  SumOperator(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return t === 18 || t === 20 ? this.#pos++ : FAIL;
  }

  Product(): Result {
    const at = this.#pos;
    const v0 = this.Signed();
    if (v0 === FAIL) return FAIL;
    let v1: unknown[] = NONE;
    w4: while (S23[this.#types[this.#pos]!] === 1) {
      const s2 = this.#pos;
      i3: {
        const v5 = this.ProductTail();
        if (v5 === FAIL) break i3;
        if (v1 === NONE) v1 = [v5];
        else v1.push(v5);
        continue w4;
      }
      this.#pos = s2;
      break;
    }
    return this.#a.Product(this.#c, at, v0 as never, v1 as never);
  }

  ProductTail(): Result {
    const at = this.#pos;
    const v0 = this.ProductOperator();
    if (v0 === FAIL) return FAIL;
    const v1 = this.Signed();
    if (v1 === FAIL) return FAIL;
    return this.#a.ProductTail(this.#c, at, v0 as never, v1 as never);
  }

  ProductOperator(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return S23[t] === 1 ? this.#pos++ : FAIL;
  }

  Signed(): Result {
    const at = this.#pos;
    if (S9[this.#types[at]!] === 1) c0: {
      const v0 = this.Zoned();
      if (v0 === FAIL) break c0;
      return v0;
    }
    this.#back(at);
    if (this.#types[at]! === 18 || this.#types[at]! === 20) c1: {
      const v1 = this.SumOperator();
      if (v1 === FAIL) break c1;
      const v2 = this.Signed();
      if (v2 === FAIL) break c1;
      return this.#a.Signed_signed(this.#c, at, v1 as never, v2 as never);
    }
    this.#back(at);
    return FAIL;
  }

  Zoned(): Result {
    const at = this.#pos;
    const v0 = this.Primary();
    if (v0 === FAIL) return FAIL;
    let v1: unknown[] = NONE;
    w4: while (this.#types[this.#pos]! === 55) {
      const s2 = this.#pos;
      i3: {
        const v5 = this.AtTimeZone();
        if (v5 === FAIL) break i3;
        if (v1 === NONE) v1 = [v5];
        else v1.push(v5);
        continue w4;
      }
      this.#pos = s2;
      break;
    }
    return this.#a.Zoned(this.#c, at, v0 as never, v1 as never);
  }

  AtTimeZone(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 55) c0: {
      if (this.#types[this.#pos] !== 55) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 293) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 337) break c0;
      this.#pos++;
      const v0 = this.Interval();
      if (v0 === FAIL) break c0;
      return this.#a.AtTimeZone_interval(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 55) c1: {
      if (this.#types[this.#pos] !== 55) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 293) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 337) break c1;
      this.#pos++;
      const v1 = this.String();
      if (v1 === FAIL) break c1;
      return this.#a.AtTimeZone_string(this.#c, at, v1 as never);
    }
    this.#back(at);
    return FAIL;
  }

  Primary(): Result {
    const at = this.#pos;
    const v0 = this.PrimaryBase();
    if (v0 === FAIL) return FAIL;
    let v1: unknown[] = NONE;
    w4: while (this.#types[this.#pos]! === 23 || this.#types[this.#pos]! === 35) {
      const s2 = this.#pos;
      i3: {
        const v5 = this.Suffix();
        if (v5 === FAIL) break i3;
        if (v1 === NONE) v1 = [v5];
        else v1.push(v5);
        continue w4;
      }
      this.#pos = s2;
      break;
    }
    return this.#a.Primary(this.#c, at, v0 as never, v1 as never);
  }

  Suffix(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 35) c0: {
      if (this.#types[this.#pos] !== 35) break c0;
      this.#pos++;
      const v0 = this.ValueExpression();
      if (v0 === FAIL) break c0;
      if (this.#types[this.#pos] !== 36) break c0;
      this.#pos++;
      return this.#a.Suffix_subscript(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 23) c1: {
      if (this.#types[this.#pos] !== 23) break c1;
      this.#pos++;
      const v1 = this.Identifier();
      if (v1 === FAIL) break c1;
      return this.#a.Suffix_field(this.#c, at, v1 as never);
    }
    this.#back(at);
    return FAIL;
  }

  PrimaryBase(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 208) c0: {
      if (this.#types[this.#pos] !== 208) break c0;
      this.#pos++;
      return this.#a.PrimaryBase_null(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 154) c1: {
      const v0 = this.Interval();
      if (v0 === FAIL) break c1;
      return v0;
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c2: {
      const v1 = this.Identifier();
      if (v1 === FAIL) break c2;
      const v2 = this.String();
      if (v2 === FAIL) break c2;
      return this.#a.PrimaryBase_typeConstructor(this.#c, at, v1 as never, v2 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 107) c3: {
      if (this.#types[this.#pos] !== 107) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 238) break c3;
      this.#pos++;
      const v3 = this.String();
      if (v3 === FAIL) break c3;
      return this.#a.PrimaryBase_doubleConstructor(this.#c, at, v3 as never);
    }
    this.#back(at);
    if (S24[this.#types[at]!] === 1) c4: {
      const v4 = this.Number();
      if (v4 === FAIL) break c4;
      return v4;
    }
    this.#back(at);
    if (this.#types[at]! === 299) c5: {
      if (this.#types[this.#pos] !== 299) break c5;
      this.#pos++;
      return this.#a.PrimaryBase_true(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 122) c6: {
      if (this.#types[this.#pos] !== 122) break c6;
      this.#pos++;
      return this.#a.PrimaryBase_false(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 5 || this.#types[at]! === 6) c7: {
      const v5 = this.String();
      if (v5 === FAIL) break c7;
      return this.#a.PrimaryBase_string(this.#c, at, v5 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 7) c8: {
      const v6 = this.#pos;
      if (this.#types[this.#pos] !== 7) break c8;
      this.#pos++;
      return this.#a.PrimaryBase_binary(this.#c, at, v6 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 34) c9: {
      const v7 = this.Parameter();
      if (v7 === FAIL) break c9;
      return v7;
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c10: {
      const v8 = this.Identifier();
      if (v8 === FAIL) break c10;
      if (this.#types[this.#pos] !== 21) break c10;
      this.#pos++;
      const v9 = this.Expression();
      if (v9 === FAIL) break c10;
      return this.#a.PrimaryBase_shortLambda(this.#c, at, v8 as never, v9 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 15) c11: {
      if (this.#types[this.#pos] !== 15) break c11;
      this.#pos++;
      let v10: unknown[] = NONE;
      {
        const first = this.Identifier();
        if (first !== FAIL) {
          v10 = [first];
          while (this.#types[this.#pos] === 19) {
            const s11 = this.#pos++;
            const next = this.Identifier();
            if (next === FAIL) {
              this.#back(s11);
              break;
            }
            v10.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c11;
      this.#pos++;
      if (this.#types[this.#pos] !== 21) break c11;
      this.#pos++;
      const v12 = this.Expression();
      if (v12 === FAIL) break c11;
      return this.#a.PrimaryBase_lambda(this.#c, at, v10 as never, v12 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 15) c12: {
      if (this.#types[this.#pos] !== 15) break c12;
      this.#pos++;
      const v13 = this.Query();
      if (v13 === FAIL) break c12;
      if (this.#types[this.#pos] !== 16) break c12;
      this.#pos++;
      return this.#a.PrimaryBase_subquery(this.#c, at, v13 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 15) c13: {
      if (this.#types[this.#pos] !== 15) break c13;
      this.#pos++;
      const v14 = this.Expression();
      if (v14 === FAIL) break c13;
      let v15: unknown[] = NONE;
      w18: while (this.#types[this.#pos]! === 19) {
        const s16 = this.#pos;
        i17: {
          if (this.#types[this.#pos] !== 19) break i17;
          this.#pos++;
          const v19 = this.Expression();
          if (v19 === FAIL) break i17;
          if (v15 === NONE) v15 = [v19];
          else v15.push(v19);
          continue w18;
        }
        this.#pos = s16;
        break;
      }
      if (v15.length === 0) break c13;
      if (this.#types[this.#pos] !== 16) break c13;
      this.#pos++;
      return this.#a.PrimaryBase_implicitRow(this.#c, at, v14 as never, v15 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 15) c14: {
      if (this.#types[this.#pos] !== 15) break c14;
      this.#pos++;
      const v20 = this.Expression();
      if (v20 === FAIL) break c14;
      if (this.#types[this.#pos] !== 16) break c14;
      this.#pos++;
      return v20;
    }
    this.#back(at);
    if (this.#types[at]! === 236) c15: {
      if (this.#types[this.#pos] !== 236) break c15;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c15;
      this.#pos++;
      const v21 = this.ValueExpression();
      if (v21 === FAIL) break c15;
      if (this.#types[this.#pos] !== 147) break c15;
      this.#pos++;
      const v22 = this.ValueExpression();
      if (v22 === FAIL) break c15;
      if (this.#types[this.#pos] !== 16) break c15;
      this.#pos++;
      return this.#a.PrimaryBase_position(this.#c, at, v21 as never, v22 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 264) c16: {
      if (this.#types[this.#pos] !== 264) break c16;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c16;
      this.#pos++;
      let v23: unknown[] = NONE;
      {
        const first = this.Expression();
        if (first === FAIL) break c16;
        {
          v23 = [first];
          while (this.#types[this.#pos] === 19) {
            const s24 = this.#pos++;
            const next = this.Expression();
            if (next === FAIL) {
              this.#back(s24);
              break;
            }
            v23.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c16;
      this.#pos++;
      return this.#a.PrimaryBase_row(this.#c, at, v23 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 181) c17: {
      const v25 = this.ListAggregation();
      if (v25 === FAIL) break c17;
      return v25;
    }
    this.#back(at);
    if (this.#types[at]! === 285) c18: {
      if (this.#types[this.#pos] !== 285) break c18;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c18;
      this.#pos++;
      const v26 = this.ValueExpression();
      if (v26 === FAIL) break c18;
      if (this.#types[this.#pos] !== 130) break c18;
      this.#pos++;
      const v27 = this.ValueExpression();
      if (v27 === FAIL) break c18;
      let v28: Result;
      if (this.#types[this.#pos]! === 128) {
        const s29 = this.#pos;
        d31: {
          o30: {
            const v32 = this.SubstringFor();
            if (v32 === FAIL) break o30;
            v28 = v32;
            break d31;
          }
          this.#back(s29);
        }
      }
      if (this.#types[this.#pos] !== 16) break c18;
      this.#pos++;
      return this.#a.PrimaryBase_substring(this.#c, at, v26 as never, v27 as never, v28 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 301) c19: {
      if (this.#types[this.#pos] !== 301) break c19;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c19;
      this.#pos++;
      const v33 = this.Expression();
      if (v33 === FAIL) break c19;
      if (this.#types[this.#pos] !== 53) break c19;
      this.#pos++;
      const v34 = this.Type();
      if (v34 === FAIL) break c19;
      if (this.#types[this.#pos] !== 16) break c19;
      this.#pos++;
      return this.#a.PrimaryBase_tryCast(this.#c, at, v33 as never, v34 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 52) c20: {
      if (this.#types[this.#pos] !== 52) break c20;
      this.#pos++;
      if (this.#types[this.#pos] !== 35) break c20;
      this.#pos++;
      let v35: unknown[] = NONE;
      {
        const first = this.Expression();
        if (first !== FAIL) {
          v35 = [first];
          while (this.#types[this.#pos] === 19) {
            const s36 = this.#pos++;
            const next = this.Expression();
            if (next === FAIL) {
              this.#back(s36);
              break;
            }
            v35.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 36) break c20;
      this.#pos++;
      return this.#a.PrimaryBase_array(this.#c, at, v35 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c21: {
      const v37 = this.FunctionCall();
      if (v37 === FAIL) break c21;
      return v37;
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c22: {
      const v38 = this.Identifier();
      if (v38 === FAIL) break c22;
      const v39 = this.Over();
      if (v39 === FAIL) break c22;
      return this.#a.PrimaryBase_measure(this.#c, at, v38 as never, v39 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c23: {
      const v40 = this.Identifier();
      if (v40 === FAIL) break c23;
      return this.#a.PrimaryBase_column(this.#c, at, v40 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 119) c24: {
      if (this.#types[this.#pos] !== 119) break c24;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c24;
      this.#pos++;
      const v41 = this.Query();
      if (v41 === FAIL) break c24;
      if (this.#types[this.#pos] !== 16) break c24;
      this.#pos++;
      return this.#a.PrimaryBase_exists(this.#c, at, v41 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 65) c25: {
      if (this.#types[this.#pos] !== 65) break c25;
      this.#pos++;
      let v42: Result;
      if (S3[this.#types[this.#pos]!] === 1) {
        const s43 = this.#pos;
        d45: {
          o44: {
            const v46 = this.Expression();
            if (v46 === FAIL) break o44;
            v42 = v46;
            break d45;
          }
          this.#back(s43);
        }
      }
      let v47: unknown[] = NONE;
      w50: while (this.#types[this.#pos]! === 326) {
        const s48 = this.#pos;
        i49: {
          const v51 = this.WhenClause();
          if (v51 === FAIL) break i49;
          if (v47 === NONE) v47 = [v51];
          else v47.push(v51);
          continue w50;
        }
        this.#pos = s48;
        break;
      }
      if (v47.length === 0) break c25;
      let v52: Result;
      if (this.#types[this.#pos]! === 109) {
        const s53 = this.#pos;
        d55: {
          o54: {
            const v56 = this.ElseClause();
            if (v56 === FAIL) break o54;
            v52 = v56;
            break d55;
          }
          this.#back(s53);
        }
      }
      if (this.#types[this.#pos] !== 113) break c25;
      this.#pos++;
      return this.#a.PrimaryBase_case(this.#c, at, v42 as never, v47 as never, v52 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 66) c26: {
      if (this.#types[this.#pos] !== 66) break c26;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c26;
      this.#pos++;
      const v57 = this.Expression();
      if (v57 === FAIL) break c26;
      if (this.#types[this.#pos] !== 53) break c26;
      this.#pos++;
      const v58 = this.Type();
      if (v58 === FAIL) break c26;
      if (this.#types[this.#pos] !== 16) break c26;
      this.#pos++;
      return this.#a.PrimaryBase_cast(this.#c, at, v57 as never, v58 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 83) c27: {
      if (this.#types[this.#pos] !== 83) break c27;
      this.#pos++;
      return this.#a.PrimaryBase_currentDate(this.#c, at);
    }
    this.#back(at);
    if (S25[this.#types[at]!] === 1) c28: {
      const v59 = this.CurrentTimeFunction();
      if (v59 === FAIL) break c28;
      let v60: Result;
      if (this.#types[this.#pos]! === 15) {
        const s61 = this.#pos;
        d63: {
          o62: {
            const v64 = this.Precision();
            if (v64 === FAIL) break o62;
            v60 = v64;
            break d63;
          }
          this.#back(s61);
        }
      }
      return this.#a.PrimaryBase_currentTime(this.#c, at, v59 as never, v60 as never);
    }
    this.#back(at);
    if (S26[this.#types[at]!] === 1) c29: {
      const v65 = this.CurrentFunction();
      if (v65 === FAIL) break c29;
      return this.#a.PrimaryBase_current(this.#c, at, v65 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 298) c30: {
      if (this.#types[this.#pos] !== 298) break c30;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c30;
      this.#pos++;
      const v66 = this.ValueExpression();
      if (v66 === FAIL) break c30;
      if (this.#types[this.#pos] !== 19) break c30;
      this.#pos++;
      const v67 = this.ValueExpression();
      if (v67 === FAIL) break c30;
      if (this.#types[this.#pos] !== 16) break c30;
      this.#pos++;
      return this.#a.PrimaryBase_trimCharacters(this.#c, at, v66 as never, v67 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 298) c31: {
      if (this.#types[this.#pos] !== 298) break c31;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c31;
      this.#pos++;
      let v68: Result;
      if (S27[this.#types[this.#pos]!] === 1) {
        const s69 = this.#pos;
        d71: {
          o70: {
            const v72 = this.TrimFrom();
            if (v72 === FAIL) break o70;
            v68 = v72;
            break d71;
          }
          this.#back(s69);
        }
      }
      const v73 = this.ValueExpression();
      if (v73 === FAIL) break c31;
      if (this.#types[this.#pos] !== 16) break c31;
      this.#pos++;
      return this.#a.PrimaryBase_trim(this.#c, at, v68 as never, v73 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 206) c32: {
      if (this.#types[this.#pos] !== 206) break c32;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c32;
      this.#pos++;
      const v74 = this.ValueExpression();
      if (v74 === FAIL) break c32;
      let v75: Result;
      if (this.#types[this.#pos]! === 19) {
        const s76 = this.#pos;
        d78: {
          o77: {
            const v79 = this.NormalForm();
            if (v79 === FAIL) break o77;
            v75 = v79;
            break d78;
          }
          this.#back(s76);
        }
      }
      if (this.#types[this.#pos] !== 16) break c32;
      this.#pos++;
      return this.#a.PrimaryBase_normalize(this.#c, at, v74 as never, v75 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 121) c33: {
      if (this.#types[this.#pos] !== 121) break c33;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c33;
      this.#pos++;
      const v80 = this.Identifier();
      if (v80 === FAIL) break c33;
      if (this.#types[this.#pos] !== 130) break c33;
      this.#pos++;
      const v81 = this.ValueExpression();
      if (v81 === FAIL) break c33;
      if (this.#types[this.#pos] !== 16) break c33;
      this.#pos++;
      return this.#a.PrimaryBase_extract(this.#c, at, v80 as never, v81 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 140) c34: {
      if (this.#types[this.#pos] !== 140) break c34;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c34;
      this.#pos++;
      let v82: unknown[] = NONE;
      {
        const first = this.QualifiedName();
        if (first !== FAIL) {
          v82 = [first];
          while (this.#types[this.#pos] === 19) {
            const s83 = this.#pos++;
            const next = this.QualifiedName();
            if (next === FAIL) {
              this.#back(s83);
              break;
            }
            v82.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c34;
      this.#pos++;
      return this.#a.PrimaryBase_grouping(this.#c, at, v82 as never);
    }
    this.#back(at);
    if (S28[this.#types[at]!] === 1) c35: {
      const v84 = this.JsonFunction();
      if (v84 === FAIL) break c35;
      return v84;
    }
    this.#back(at);
    return FAIL;
  }

  Parameter(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 34) return FAIL;
    this.#pos++;
    return this.#a.Parameter_parameter(this.#c, at);
  }

  Number(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 9 || this.#types[at]! === 20) c0: {
      let v0: Result;
      if (this.#types[this.#pos]! === 20) {
        const s1 = this.#pos;
        d3: {
          o2: {
            if (this.#types[this.#pos] !== 20) break o2;
            this.#pos++;
            v0 = s1;
            break d3;
          }
          this.#back(s1);
        }
      }
      const v4 = this.#pos;
      if (this.#types[this.#pos] !== 9) break c0;
      this.#pos++;
      return this.#a.Number_decimal(this.#c, at, v0 as never, v4 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 10 || this.#types[at]! === 20) c1: {
      let v5: Result;
      if (this.#types[this.#pos]! === 20) {
        const s6 = this.#pos;
        d8: {
          o7: {
            if (this.#types[this.#pos] !== 20) break o7;
            this.#pos++;
            v5 = s6;
            break d8;
          }
          this.#back(s6);
        }
      }
      const v9 = this.#pos;
      if (this.#types[this.#pos] !== 10) break c1;
      this.#pos++;
      return this.#a.Number_double(this.#c, at, v5 as never, v9 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 8 || this.#types[at]! === 20) c2: {
      let v10: Result;
      if (this.#types[this.#pos]! === 20) {
        const s11 = this.#pos;
        d13: {
          o12: {
            if (this.#types[this.#pos] !== 20) break o12;
            this.#pos++;
            v10 = s11;
            break d13;
          }
          this.#back(s11);
        }
      }
      const v14 = this.#pos;
      if (this.#types[this.#pos] !== 8) break c2;
      this.#pos++;
      return this.#a.Number_integer(this.#c, at, v10 as never, v14 as never);
    }
    this.#back(at);
    return FAIL;
  }

  WhenClause(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 326) return FAIL;
    this.#pos++;
    const v0 = this.Expression();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 291) return FAIL;
    this.#pos++;
    const v1 = this.Expression();
    if (v1 === FAIL) return FAIL;
    return this.#a.WhenClause(this.#c, at, v0 as never, v1 as never);
  }

  ElseClause(): Result {
    if (this.#types[this.#pos] !== 109) return FAIL;
    this.#pos++;
    const v0 = this.Expression();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  SubstringFor(): Result {
    if (this.#types[this.#pos] !== 128) return FAIL;
    this.#pos++;
    const v0 = this.ValueExpression();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  CurrentTimeFunction(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return S25[t] === 1 ? this.#pos++ : FAIL;
  }

  CurrentFunction(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return S26[t] === 1 ? this.#pos++ : FAIL;
  }

  Precision(): Result {
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    const v0 = this.#pos;
    if (this.#types[this.#pos] !== 8) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return v0;
  }

  TrimFrom(): Result {
    const at = this.#pos;
    if (S29[this.#types[at]!] === 1) c0: {
      const v0 = this.TrimSpecification();
      if (v0 === FAIL) break c0;
      const s1 = this.#pos;
      let ok3 = false;
      l2: {
        if (this.#types[this.#pos] !== 130) break l2;
        this.#pos++;
        ok3 = true;
      }
      this.#pos = s1;
      if (ok3) break c0;
      const v4 = this.ValueExpression();
      if (v4 === FAIL) break c0;
      if (this.#types[this.#pos] !== 130) break c0;
      this.#pos++;
      return this.#a.TrimFrom_specifiedCharacters(this.#c, at, v0 as never, v4 as never);
    }
    this.#back(at);
    if (S29[this.#types[at]!] === 1) c1: {
      const v5 = this.TrimSpecification();
      if (v5 === FAIL) break c1;
      if (this.#types[this.#pos] !== 130) break c1;
      this.#pos++;
      return this.#a.TrimFrom_specified(this.#c, at, v5 as never);
    }
    this.#back(at);
    if (S19[this.#types[at]!] === 1) c2: {
      const v6 = this.ValueExpression();
      if (v6 === FAIL) break c2;
      if (this.#types[this.#pos] !== 130) break c2;
      this.#pos++;
      return this.#a.TrimFrom_characters(this.#c, at, v6 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 130) c3: {
      if (this.#types[this.#pos] !== 130) break c3;
      this.#pos++;
      return this.#a.TrimFrom_nothing(this.#c, at);
    }
    this.#back(at);
    return FAIL;
  }

  TrimSpecification(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return S29[t] === 1 ? this.#pos++ : FAIL;
  }

  NormalForm(): Result {
    if (this.#types[this.#pos] !== 19) return FAIL;
    this.#pos++;
    const v0 = this.#pos;
    if (!(S30[this.#types[v0]!] === 1)) return FAIL;
    this.#pos++;
    return v0;
  }

  Interval(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 154) return FAIL;
    this.#pos++;
    let v0: Result;
    if (this.#types[this.#pos]! === 18 || this.#types[this.#pos]! === 20) {
      const s1 = this.#pos;
      d3: {
        o2: {
          const v4 = this.SumOperator();
          if (v4 === FAIL) break o2;
          v0 = v4;
          break d3;
        }
        this.#back(s1);
      }
    }
    const v5 = this.String();
    if (v5 === FAIL) return FAIL;
    const v6 = this.IntervalField();
    if (v6 === FAIL) return FAIL;
    let v7: Result;
    if (this.#types[this.#pos]! === 295) {
      const s8 = this.#pos;
      d10: {
        o9: {
          const v11 = this.IntervalTo();
          if (v11 === FAIL) break o9;
          v7 = v11;
          break d10;
        }
        this.#back(s8);
      }
    }
    return this.#a.Interval(this.#c, at, v0 as never, v5 as never, v6 as never, v7 as never);
  }

  IntervalTo(): Result {
    if (this.#types[this.#pos] !== 295) return FAIL;
    this.#pos++;
    const v0 = this.IntervalField();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  IntervalField(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return S31[t] === 1 ? this.#pos++ : FAIL;
  }

  FunctionCall(): Result {
    const at = this.#pos;
    if (S4[this.#types[at]!] === 1) c0: {
      let v0: Result;
      if (this.#types[this.#pos]! === 125 || this.#types[this.#pos]! === 266) {
        const s1 = this.#pos;
        d3: {
          o2: {
            const v4 = this.ProcessingMode();
            if (v4 === FAIL) break o2;
            v0 = v4;
            break d3;
          }
          this.#back(s1);
        }
      }
      const v5 = this.QualifiedName();
      if (v5 === FAIL) break c0;
      if (this.#types[this.#pos] !== 15) break c0;
      this.#pos++;
      let v6: Result;
      if (S4[this.#types[this.#pos]!] === 1) {
        const s7 = this.#pos;
        d9: {
          o8: {
            const v10 = this.CallLabel();
            if (v10 === FAIL) break o8;
            v6 = v10;
            break d9;
          }
          this.#back(s7);
        }
      }
      if (this.#types[this.#pos] !== 17) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 16) break c0;
      this.#pos++;
      let v11: Result;
      if (this.#types[this.#pos]! === 124) {
        const s12 = this.#pos;
        d14: {
          o13: {
            const v15 = this.Filter();
            if (v15 === FAIL) break o13;
            v11 = v15;
            break d14;
          }
          this.#back(s12);
        }
      }
      let v16: Result;
      if (this.#types[this.#pos]! === 224) {
        const s17 = this.#pos;
        d19: {
          o18: {
            const v20 = this.Over();
            if (v20 === FAIL) break o18;
            v16 = v20;
            break d19;
          }
          this.#back(s17);
        }
      }
      return this.#a.FunctionCall_all(this.#c, at, v0 as never, v5 as never, v6 as never, v11 as never, v16 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c1: {
      let v21: Result;
      if (this.#types[this.#pos]! === 125 || this.#types[this.#pos]! === 266) {
        const s22 = this.#pos;
        d24: {
          o23: {
            const v25 = this.ProcessingMode();
            if (v25 === FAIL) break o23;
            v21 = v25;
            break d24;
          }
          this.#back(s22);
        }
      }
      const v26 = this.QualifiedName();
      if (v26 === FAIL) break c1;
      if (this.#types[this.#pos] !== 15) break c1;
      this.#pos++;
      let v27: Result;
      if (S32[this.#types[this.#pos]!] === 1) {
        const s28 = this.#pos;
        d30: {
          o29: {
            const v31 = this.FunctionArguments();
            if (v31 === FAIL) break o29;
            v27 = v31;
            break d30;
          }
          this.#back(s28);
        }
      }
      let v32: Result;
      if (this.#types[this.#pos]! === 220) {
        const s33 = this.#pos;
        d35: {
          o34: {
            const v36 = this.OrderBy();
            if (v36 === FAIL) break o34;
            v32 = v36;
            break d35;
          }
          this.#back(s33);
        }
      }
      if (this.#types[this.#pos] !== 16) break c1;
      this.#pos++;
      let v37: Result;
      if (this.#types[this.#pos]! === 124) {
        const s38 = this.#pos;
        d40: {
          o39: {
            const v41 = this.Filter();
            if (v41 === FAIL) break o39;
            v37 = v41;
            break d40;
          }
          this.#back(s38);
        }
      }
      let v42: Result;
      if (S33[this.#types[this.#pos]!] === 1) {
        const s43 = this.#pos;
        d45: {
          o44: {
            const v46 = this.CallWindow();
            if (v46 === FAIL) break o44;
            v42 = v46;
            break d45;
          }
          this.#back(s43);
        }
      }
      return this.#a.FunctionCall_plain(this.#c, at, v21 as never, v26 as never, v27 as never, v32 as never, v37 as never, v42 as never);
    }
    this.#back(at);
    return FAIL;
  }

  ProcessingMode(): Result {
    const v0 = this.#pos;
    if (!(this.#types[v0]! === 125 || this.#types[v0]! === 266)) return FAIL;
    this.#pos++;
    const s3 = this.#pos;
    let ok5 = false;
    l4: {
      const v6 = this.QualifiedName();
      if (v6 === FAIL) break l4;
      if (this.#types[this.#pos] !== 15) break l4;
      this.#pos++;
      ok5 = true;
    }
    this.#pos = s3;
    if (!ok5) return FAIL;
    return v0;
  }

  CallLabel(): Result {
    const v0 = this.Identifier();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 23) return FAIL;
    this.#pos++;
    return v0;
  }

  FunctionArguments(): Result {
    const at = this.#pos;
    let v0: Result;
    if (this.#types[this.#pos]! === 47 || this.#types[this.#pos]! === 104) {
      const s1 = this.#pos;
      d3: {
        o2: {
          const v4 = this.ArgumentQuantifier();
          if (v4 === FAIL) break o2;
          v0 = v4;
          break d3;
        }
        this.#back(s1);
      }
    }
    let v5: unknown[] = NONE;
    {
      const first = this.Expression();
      if (first === FAIL) return FAIL;
      {
        v5 = [first];
        while (this.#types[this.#pos] === 19) {
          const s6 = this.#pos++;
          const next = this.Expression();
          if (next === FAIL) {
            this.#back(s6);
            break;
          }
          v5.push(next);
        }
      }
    }
    return this.#a.FunctionArguments(this.#c, at, v0 as never, v5 as never);
  }

  ArgumentQuantifier(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 104) c0: {
      if (this.#types[this.#pos] !== 104) break c0;
      this.#pos++;
      return at;
    }
    this.#back(at);
    if (this.#types[at]! === 47) c1: {
      if (this.#types[this.#pos] !== 47) break c1;
      this.#pos++;
      const s0 = this.#pos;
      let ok2 = false;
      l1: {
        const v3 = this.Expression();
        if (v3 === FAIL) break l1;
        ok2 = true;
      }
      this.#pos = s0;
      if (!ok2) break c1;
      return at;
    }
    this.#back(at);
    return FAIL;
  }

  Filter(): Result {
    if (this.#types[this.#pos] !== 124) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 327) return FAIL;
    this.#pos++;
    const v0 = this.Expression();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return v0;
  }

  CallWindow(): Result {
    const at = this.#pos;
    let v0: Result;
    if (this.#types[this.#pos]! === 145 || this.#types[this.#pos]! === 253) {
      const s1 = this.#pos;
      d3: {
        o2: {
          const v4 = this.NullTreatment();
          if (v4 === FAIL) break o2;
          v0 = v4;
          break d3;
        }
        this.#back(s1);
      }
    }
    const v5 = this.Over();
    if (v5 === FAIL) return FAIL;
    return this.#a.CallWindow(this.#c, at, v0 as never, v5 as never);
  }

  NullTreatment(): Result {
    const v0 = this.#pos;
    if (!(this.#types[v0]! === 145 || this.#types[v0]! === 253)) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 210) return FAIL;
    this.#pos++;
    return v0;
  }

  ListAggregation(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 181) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    let v0: Result;
    if (this.#types[this.#pos]! === 47 || this.#types[this.#pos]! === 104) {
      const s1 = this.#pos;
      d3: {
        o2: {
          const v4 = this.ArgumentQuantifier();
          if (v4 === FAIL) break o2;
          v0 = v4;
          break d3;
        }
        this.#back(s1);
      }
    }
    const v5 = this.Expression();
    if (v5 === FAIL) return FAIL;
    let v6: Result;
    if (this.#types[this.#pos]! === 19) {
      const s7 = this.#pos;
      d9: {
        o8: {
          const v10 = this.ListSeparator();
          if (v10 === FAIL) break o8;
          v6 = v10;
          break d9;
        }
        this.#back(s7);
      }
    }
    let v11: Result;
    if (this.#types[this.#pos]! === 215) {
      const s12 = this.#pos;
      d14: {
        o13: {
          const v15 = this.ListOverflow();
          if (v15 === FAIL) break o13;
          v11 = v15;
          break d14;
        }
        this.#back(s12);
      }
    }
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 331) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 139) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    const v16 = this.OrderBy();
    if (v16 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    let v17: Result;
    if (this.#types[this.#pos]! === 124) {
      const s18 = this.#pos;
      d20: {
        o19: {
          const v21 = this.Filter();
          if (v21 === FAIL) break o19;
          v17 = v21;
          break d20;
        }
        this.#back(s18);
      }
    }
    return this.#a.ListAggregation(this.#c, at, v0 as never, v5 as never, v6 as never, v11 as never, v16 as never, v17 as never);
  }

  ListSeparator(): Result {
    if (this.#types[this.#pos] !== 19) return FAIL;
    this.#pos++;
    const v0 = this.String();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  ListOverflow(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 215) c0: {
      if (this.#types[this.#pos] !== 215) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 225) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 114) break c0;
      this.#pos++;
      return this.#a.ListOverflow_error(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 215) c1: {
      if (this.#types[this.#pos] !== 215) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 225) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 300) break c1;
      this.#pos++;
      let v0: Result;
      if (this.#types[this.#pos]! === 5 || this.#types[this.#pos]! === 6) {
        const s1 = this.#pos;
        d3: {
          o2: {
            const v4 = this.String();
            if (v4 === FAIL) break o2;
            v0 = v4;
            break d3;
          }
          this.#back(s1);
        }
      }
      const v5 = this.#pos;
      if (!(this.#types[v5]! === 330 || this.#types[v5]! === 332)) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 77) break c1;
      this.#pos++;
      return this.#a.ListOverflow_truncate(this.#c, at, v0 as never, v5 as never);
    }
    this.#back(at);
    return FAIL;
  }

  Over(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 224) c0: {
      if (this.#types[this.#pos] !== 224) break c0;
      this.#pos++;
      const v0 = this.Identifier();
      if (v0 === FAIL) break c0;
      return this.#a.Over_name(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 224) c1: {
      if (this.#types[this.#pos] !== 224) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c1;
      this.#pos++;
      const v1 = this.WindowSpecification();
      if (v1 === FAIL) break c1;
      if (this.#types[this.#pos] !== 16) break c1;
      this.#pos++;
      return this.#a.Over_specification(this.#c, at, v1 as never);
    }
    this.#back(at);
    return FAIL;
  }

  WindowSpecification(): Result {
    const at = this.#pos;
    let v0: Result;
    if (S4[this.#types[this.#pos]!] === 1) {
      const s1 = this.#pos;
      d3: {
        o2: {
          const v4 = this.WindowName();
          if (v4 === FAIL) break o2;
          v0 = v4;
          break d3;
        }
        this.#back(s1);
      }
    }
    let v5: Result;
    if (this.#types[this.#pos]! === 226) {
      const s6 = this.#pos;
      d8: {
        o7: {
          const v9 = this.PartitionBy();
          if (v9 === FAIL) break o7;
          v5 = v9;
          break d8;
        }
        this.#back(s6);
      }
    }
    let v10: Result;
    if (this.#types[this.#pos]! === 220) {
      const s11 = this.#pos;
      d13: {
        o12: {
          const v14 = this.OrderBy();
          if (v14 === FAIL) break o12;
          v10 = v14;
          break d13;
        }
        this.#back(s11);
      }
    }
    let v15: Result;
    if (S34[this.#types[this.#pos]!] === 1) {
      const s16 = this.#pos;
      d18: {
        o17: {
          const v19 = this.WindowFrame();
          if (v19 === FAIL) break o17;
          v15 = v19;
          break d18;
        }
        this.#back(s16);
      }
    }
    return this.#a.WindowSpecification(this.#c, at, v0 as never, v5 as never, v10 as never, v15 as never);
  }

  WindowName(): Result {
    const v0 = this.Identifier();
    if (v0 === FAIL) return FAIL;
    const s1 = this.#pos;
    let ok3 = false;
    l2: {
      const v4 = this.#pos;
      if (!(S35[this.#types[v4]!] === 1)) break l2;
      this.#pos++;
      ok3 = true;
    }
    this.#pos = s1;
    if (!ok3) return FAIL;
    return v0;
  }

  WindowFrame(): Result {
    const at = this.#pos;
    let v0: Result;
    if (this.#types[this.#pos]! === 193) {
      const s1 = this.#pos;
      d3: {
        o2: {
          const v4 = this.Measures();
          if (v4 === FAIL) break o2;
          v0 = v4;
          break d3;
        }
        this.#back(s1);
      }
    }
    const v5 = this.FrameExtent();
    if (v5 === FAIL) return FAIL;
    let v6: Result;
    if (this.#types[this.#pos]! === 46) {
      const s7 = this.#pos;
      d9: {
        o8: {
          const v10 = this.AfterMatch();
          if (v10 === FAIL) break o8;
          v6 = v10;
          break d9;
        }
        this.#back(s7);
      }
    }
    let v11: Result;
    if (this.#types[this.#pos]! === 149 || this.#types[this.#pos]! === 272) {
      const s12 = this.#pos;
      d14: {
        o13: {
          const v15 = this.#pos;
          if (!(this.#types[v15]! === 149 || this.#types[v15]! === 272)) break o13;
          this.#pos++;
          v11 = v15;
          break d14;
        }
        this.#back(s12);
      }
    }
    let v18: Result;
    if (this.#types[this.#pos]! === 231) {
      const s19 = this.#pos;
      d21: {
        o20: {
          const v22 = this.Pattern();
          if (v22 === FAIL) break o20;
          v18 = v22;
          break d21;
        }
        this.#back(s19);
      }
    }
    let v23: Result;
    if (this.#types[this.#pos]! === 284) {
      const s24 = this.#pos;
      d26: {
        o25: {
          const v27 = this.Subsets();
          if (v27 === FAIL) break o25;
          v23 = v27;
          break d26;
        }
        this.#back(s24);
      }
    }
    let v28: Result;
    if (this.#types[this.#pos]! === 96) {
      const s29 = this.#pos;
      d31: {
        o30: {
          const v32 = this.Definitions();
          if (v32 === FAIL) break o30;
          v28 = v32;
          break d31;
        }
        this.#back(s29);
      }
    }
    return this.#a.WindowFrame(this.#c, at, v0 as never, v5 as never, v6 as never, v11 as never, v18 as never, v23 as never, v28 as never);
  }

  FrameExtent(): Result {
    const at = this.#pos;
    if (S36[this.#types[at]!] === 1) c0: {
      const v0 = this.FrameUnit();
      if (v0 === FAIL) break c0;
      if (this.#types[this.#pos] !== 59) break c0;
      this.#pos++;
      const v1 = this.FrameBound();
      if (v1 === FAIL) break c0;
      if (this.#types[this.#pos] !== 50) break c0;
      this.#pos++;
      const v2 = this.FrameBound();
      if (v2 === FAIL) break c0;
      return this.#a.FrameExtent_between(this.#c, at, v0 as never, v1 as never, v2 as never);
    }
    this.#back(at);
    if (S36[this.#types[at]!] === 1) c1: {
      const v3 = this.FrameUnit();
      if (v3 === FAIL) break c1;
      const v4 = this.FrameBound();
      if (v4 === FAIL) break c1;
      return this.#a.FrameExtent_from(this.#c, at, v3 as never, v4 as never);
    }
    this.#back(at);
    return FAIL;
  }

  FrameUnit(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return S36[t] === 1 ? this.#pos++ : FAIL;
  }

  FrameBound(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 304) c0: {
      if (this.#types[this.#pos] !== 304) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 237) break c0;
      this.#pos++;
      return this.#a.FrameBound_unboundedPreceding(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 304) c1: {
      if (this.#types[this.#pos] !== 304) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 127) break c1;
      this.#pos++;
      return this.#a.FrameBound_unboundedFollowing(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 81) c2: {
      if (this.#types[this.#pos] !== 81) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 264) break c2;
      this.#pos++;
      return this.#a.FrameBound_currentRow(this.#c, at);
    }
    this.#back(at);
    if (S3[this.#types[at]!] === 1) c3: {
      const v0 = this.Expression();
      if (v0 === FAIL) break c3;
      const v1 = this.#pos;
      if (!(this.#types[v1]! === 127 || this.#types[v1]! === 237)) break c3;
      this.#pos++;
      return this.#a.FrameBound_bounded(this.#c, at, v0 as never, v1 as never);
    }
    this.#back(at);
    return FAIL;
  }

  JsonFunction(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 164) c0: {
      if (this.#types[this.#pos] !== 164) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c0;
      this.#pos++;
      const v0 = this.JsonPathInvocation();
      if (v0 === FAIL) break c0;
      let v1: Result;
      if (S37[this.#types[this.#pos]!] === 1) {
        const s2 = this.#pos;
        d4: {
          o3: {
            const v5 = this.JsonExistsOnError();
            if (v5 === FAIL) break o3;
            v1 = v5;
            break d4;
          }
          this.#back(s2);
        }
      }
      if (this.#types[this.#pos] !== 16) break c0;
      this.#pos++;
      return this.#a.JsonFunction_exists(this.#c, at, v0 as never, v1 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 168) c1: {
      if (this.#types[this.#pos] !== 168) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c1;
      this.#pos++;
      const v6 = this.JsonPathInvocation();
      if (v6 === FAIL) break c1;
      let v7: Result;
      if (this.#types[this.#pos]! === 256) {
        const s8 = this.#pos;
        d10: {
          o9: {
            const v11 = this.JsonReturningType();
            if (v11 === FAIL) break o9;
            v7 = v11;
            break d10;
          }
          this.#back(s8);
        }
      }
      let v12: Result;
      if (S38[this.#types[this.#pos]!] === 1) {
        const s13 = this.#pos;
        d15: {
          o14: {
            const v16 = this.JsonValueOnEmpty();
            if (v16 === FAIL) break o14;
            v12 = v16;
            break d15;
          }
          this.#back(s13);
        }
      }
      let v17: Result;
      if (S38[this.#types[this.#pos]!] === 1) {
        const s18 = this.#pos;
        d20: {
          o19: {
            const v21 = this.JsonValueOnError();
            if (v21 === FAIL) break o19;
            v17 = v21;
            break d20;
          }
          this.#back(s18);
        }
      }
      if (this.#types[this.#pos] !== 16) break c1;
      this.#pos++;
      return this.#a.JsonFunction_value(this.#c, at, v6 as never, v7 as never, v12 as never, v17 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 166) c2: {
      if (this.#types[this.#pos] !== 166) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c2;
      this.#pos++;
      const v22 = this.JsonPathInvocation();
      if (v22 === FAIL) break c2;
      let v23: Result;
      if (this.#types[this.#pos]! === 256) {
        const s24 = this.#pos;
        d26: {
          o25: {
            const v27 = this.JsonReturning();
            if (v27 === FAIL) break o25;
            v23 = v27;
            break d26;
          }
          this.#back(s24);
        }
      }
      let v28: Result;
      if (this.#types[this.#pos]! === 330 || this.#types[this.#pos]! === 332) {
        const s29 = this.#pos;
        d31: {
          o30: {
            const v32 = this.JsonWrapper();
            if (v32 === FAIL) break o30;
            v28 = v32;
            break d31;
          }
          this.#back(s29);
        }
      }
      let v33: Result;
      if (this.#types[this.#pos]! === 169 || this.#types[this.#pos]! === 214) {
        const s34 = this.#pos;
        d36: {
          o35: {
            const v37 = this.JsonQuotes();
            if (v37 === FAIL) break o35;
            v33 = v37;
            break d36;
          }
          this.#back(s34);
        }
      }
      let v38: Result;
      if (S39[this.#types[this.#pos]!] === 1) {
        const s39 = this.#pos;
        d41: {
          o40: {
            const v42 = this.JsonQueryOnEmpty();
            if (v42 === FAIL) break o40;
            v38 = v42;
            break d41;
          }
          this.#back(s39);
        }
      }
      let v43: Result;
      if (S39[this.#types[this.#pos]!] === 1) {
        const s44 = this.#pos;
        d46: {
          o45: {
            const v47 = this.JsonQueryOnError();
            if (v47 === FAIL) break o45;
            v43 = v47;
            break d46;
          }
          this.#back(s44);
        }
      }
      if (this.#types[this.#pos] !== 16) break c2;
      this.#pos++;
      return this.#a.JsonFunction_query(this.#c, at, v22 as never, v23 as never, v28 as never, v33 as never, v38 as never, v43 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 165) c3: {
      if (this.#types[this.#pos] !== 165) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c3;
      this.#pos++;
      let v48: Result;
      if (S3[this.#types[this.#pos]!] === 1) {
        const s49 = this.#pos;
        d51: {
          o50: {
            const v52 = this.JsonMembers();
            if (v52 === FAIL) break o50;
            v48 = v52;
            break d51;
          }
          this.#back(s49);
        }
      }
      let v53: Result;
      if (this.#types[this.#pos]! === 256) {
        const s54 = this.#pos;
        d56: {
          o55: {
            const v57 = this.JsonReturning();
            if (v57 === FAIL) break o55;
            v53 = v57;
            break d56;
          }
          this.#back(s54);
        }
      }
      if (this.#types[this.#pos] !== 16) break c3;
      this.#pos++;
      return this.#a.JsonFunction_object(this.#c, at, v48 as never, v53 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 163) c4: {
      if (this.#types[this.#pos] !== 163) break c4;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c4;
      this.#pos++;
      let v58: Result;
      if (S3[this.#types[this.#pos]!] === 1) {
        const s59 = this.#pos;
        d61: {
          o60: {
            const v62 = this.JsonElements();
            if (v62 === FAIL) break o60;
            v58 = v62;
            break d61;
          }
          this.#back(s59);
        }
      }
      let v63: Result;
      if (this.#types[this.#pos]! === 256) {
        const s64 = this.#pos;
        d66: {
          o65: {
            const v67 = this.JsonReturning();
            if (v67 === FAIL) break o65;
            v63 = v67;
            break d66;
          }
          this.#back(s64);
        }
      }
      if (this.#types[this.#pos] !== 16) break c4;
      this.#pos++;
      return this.#a.JsonFunction_array(this.#c, at, v58 as never, v63 as never);
    }
    this.#back(at);
    return FAIL;
  }

  JsonPathInvocation(): Result {
    const at = this.#pos;
    const v0 = this.JsonValueExpression();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 19) return FAIL;
    this.#pos++;
    const v1 = this.String();
    if (v1 === FAIL) return FAIL;
    let v2: Result;
    if (this.#types[this.#pos]! === 53) {
      const s3 = this.#pos;
      d5: {
        o4: {
          const v6 = this.PathName();
          if (v6 === FAIL) break o4;
          v2 = v6;
          break d5;
        }
        this.#back(s3);
      }
    }
    let v7: Result;
    if (this.#types[this.#pos]! === 228) {
      const s8 = this.#pos;
      d10: {
        o9: {
          const v11 = this.JsonPassing();
          if (v11 === FAIL) break o9;
          v7 = v11;
          break d10;
        }
        this.#back(s8);
      }
    }
    return this.#a.JsonPathInvocation(this.#c, at, v0 as never, v1 as never, v2 as never, v7 as never);
  }

  PathName(): Result {
    if (this.#types[this.#pos] !== 53) return FAIL;
    this.#pos++;
    const v0 = this.Identifier();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  JsonPassing(): Result {
    if (this.#types[this.#pos] !== 228) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.JsonArgument();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.JsonArgument();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    return v0;
  }

  JsonArgument(): Result {
    const at = this.#pos;
    const v0 = this.JsonValueExpression();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 53) return FAIL;
    this.#pos++;
    const v1 = this.Identifier();
    if (v1 === FAIL) return FAIL;
    return this.#a.JsonArgument(this.#c, at, v0 as never, v1 as never);
  }

  JsonValueExpression(): Result {
    const at = this.#pos;
    const v0 = this.Expression();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (this.#types[this.#pos]! === 129) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.JsonFormat();
          if (v5 === FAIL) break o3;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    return this.#a.JsonValueExpression(this.#c, at, v0 as never, v1 as never);
  }

  JsonFormat(): Result {
    if (this.#types[this.#pos] !== 129) return FAIL;
    this.#pos++;
    const v0 = this.JsonRepresentation();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  JsonRepresentation(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 162) return FAIL;
    this.#pos++;
    let v0: Result;
    if (this.#types[this.#pos]! === 112) {
      const s1 = this.#pos;
      d3: {
        o2: {
          const v4 = this.JsonEncoding();
          if (v4 === FAIL) break o2;
          v0 = v4;
          break d3;
        }
        this.#back(s1);
      }
    }
    return this.#a.JsonRepresentation_json(this.#c, at, v0 as never);
  }

  JsonEncoding(): Result {
    if (this.#types[this.#pos] !== 112) return FAIL;
    this.#pos++;
    const v0 = this.#pos;
    if (!(S40[this.#types[v0]!] === 1)) return FAIL;
    this.#pos++;
    return v0;
  }

  JsonExistsOnError(): Result {
    const v0 = this.#pos;
    if (!(S37[this.#types[v0]!] === 1)) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 215) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 114) return FAIL;
    this.#pos++;
    return v0;
  }

  JsonReturningType(): Result {
    if (this.#types[this.#pos] !== 256) return FAIL;
    this.#pos++;
    const v0 = this.Type();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  JsonReturning(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 256) return FAIL;
    this.#pos++;
    const v0 = this.Type();
    if (v0 === FAIL) return FAIL;
    let v1: Result;
    if (this.#types[this.#pos]! === 129) {
      const s2 = this.#pos;
      d4: {
        o3: {
          const v5 = this.JsonFormat();
          if (v5 === FAIL) break o3;
          v1 = v5;
          break d4;
        }
        this.#back(s2);
      }
    }
    return this.#a.JsonReturning(this.#c, at, v0 as never, v1 as never);
  }

  JsonValueBehavior(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 114) c0: {
      if (this.#types[this.#pos] !== 114) break c0;
      this.#pos++;
      return this.#a.JsonValueBehavior_error(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 208) c1: {
      if (this.#types[this.#pos] !== 208) break c1;
      this.#pos++;
      return this.#a.JsonValueBehavior_null(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 95) c2: {
      if (this.#types[this.#pos] !== 95) break c2;
      this.#pos++;
      const v0 = this.Expression();
      if (v0 === FAIL) break c2;
      return this.#a.JsonValueBehavior_default(this.#c, at, v0 as never);
    }
    this.#back(at);
    return FAIL;
  }

  JsonValueOnEmpty(): Result {
    const v0 = this.JsonValueBehavior();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 215) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 111) return FAIL;
    this.#pos++;
    return v0;
  }

  JsonValueOnError(): Result {
    const v0 = this.JsonValueBehavior();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 215) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 114) return FAIL;
    this.#pos++;
    return v0;
  }

  JsonWrapper(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 332) c0: {
      if (this.#types[this.#pos] !== 332) break c0;
      this.#pos++;
      let v0: Result;
      if (this.#types[this.#pos]! === 52) {
        const s1 = this.#pos;
        d3: {
          o2: {
            if (this.#types[this.#pos] !== 52) break o2;
            this.#pos++;
            v0 = s1;
            break d3;
          }
          this.#back(s1);
        }
      }
      if (this.#types[this.#pos] !== 334) break c0;
      this.#pos++;
      return this.#a.JsonWrapper_without(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 330) c1: {
      if (this.#types[this.#pos] !== 330) break c1;
      this.#pos++;
      let v4: Result;
      if (this.#types[this.#pos]! === 74 || this.#types[this.#pos]! === 306) {
        const s5 = this.#pos;
        d7: {
          o6: {
            const v8 = this.#pos;
            if (!(this.#types[v8]! === 74 || this.#types[v8]! === 306)) break o6;
            this.#pos++;
            v4 = v8;
            break d7;
          }
          this.#back(s5);
        }
      }
      let v11: Result;
      if (this.#types[this.#pos]! === 52) {
        const s12 = this.#pos;
        d14: {
          o13: {
            if (this.#types[this.#pos] !== 52) break o13;
            this.#pos++;
            v11 = s12;
            break d14;
          }
          this.#back(s12);
        }
      }
      if (this.#types[this.#pos] !== 334) break c1;
      this.#pos++;
      return this.#a.JsonWrapper_with(this.#c, at, v4 as never, v11 as never);
    }
    this.#back(at);
    return FAIL;
  }

  JsonQuotes(): Result {
    const at = this.#pos;
    const v0 = this.#pos;
    if (!(this.#types[v0]! === 169 || this.#types[v0]! === 214)) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 243) return FAIL;
    this.#pos++;
    let v3: Result;
    if (this.#types[this.#pos]! === 215) {
      const s4 = this.#pos;
      d6: {
        o5: {
          const v7 = this.JsonScalarString();
          if (v7 === FAIL) break o5;
          v3 = v7;
          break d6;
        }
        this.#back(s4);
      }
    }
    return this.#a.JsonQuotes(this.#c, at, v0 as never, v3 as never);
  }

  JsonScalarString(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 215) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 267) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 283) return FAIL;
    this.#pos++;
    return at;
  }

  JsonQueryBehavior(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 114) c0: {
      if (this.#types[this.#pos] !== 114) break c0;
      this.#pos++;
      return this.#a.JsonQueryBehavior_error(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 208) c1: {
      if (this.#types[this.#pos] !== 208) break c1;
      this.#pos++;
      return this.#a.JsonQueryBehavior_null(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 111) c2: {
      if (this.#types[this.#pos] !== 111) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 52) break c2;
      this.#pos++;
      return this.#a.JsonQueryBehavior_emptyArray(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 111) c3: {
      if (this.#types[this.#pos] !== 111) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 211) break c3;
      this.#pos++;
      return this.#a.JsonQueryBehavior_emptyObject(this.#c, at);
    }
    this.#back(at);
    return FAIL;
  }

  JsonQueryOnEmpty(): Result {
    const v0 = this.JsonQueryBehavior();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 215) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 111) return FAIL;
    this.#pos++;
    return v0;
  }

  JsonQueryOnError(): Result {
    const v0 = this.JsonQueryBehavior();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 215) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 114) return FAIL;
    this.#pos++;
    return v0;
  }

  JsonMembers(): Result {
    const at = this.#pos;
    const s0 = this.#pos;
    let ok2 = false;
    l1: {
      if (this.#types[this.#pos] !== 256) break l1;
      this.#pos++;
      const v3 = this.Type();
      if (v3 === FAIL) break l1;
      ok2 = true;
    }
    this.#pos = s0;
    if (ok2) return FAIL;
    let v4: unknown[] = NONE;
    {
      const first = this.JsonMember();
      if (first === FAIL) return FAIL;
      {
        v4 = [first];
        while (this.#types[this.#pos] === 19) {
          const s5 = this.#pos++;
          const next = this.JsonMember();
          if (next === FAIL) {
            this.#back(s5);
            break;
          }
          v4.push(next);
        }
      }
    }
    let v6: Result;
    if (this.#types[this.#pos]! === 43 || this.#types[this.#pos]! === 208) {
      const s7 = this.#pos;
      d9: {
        o8: {
          const v10 = this.JsonNullBehavior();
          if (v10 === FAIL) break o8;
          v6 = v10;
          break d9;
        }
        this.#back(s7);
      }
    }
    let v11: Result;
    if (this.#types[this.#pos]! === 330 || this.#types[this.#pos]! === 332) {
      const s12 = this.#pos;
      d14: {
        o13: {
          const v15 = this.JsonUniqueness();
          if (v15 === FAIL) break o13;
          v11 = v15;
          break d14;
        }
        this.#back(s12);
      }
    }
    return this.#a.JsonMembers(this.#c, at, v4 as never, v6 as never, v11 as never);
  }

  JsonMember(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 170) c0: {
      if (this.#types[this.#pos] !== 170) break c0;
      this.#pos++;
      const v0 = this.Expression();
      if (v0 === FAIL) break c0;
      if (this.#types[this.#pos] !== 321) break c0;
      this.#pos++;
      const v1 = this.JsonValueExpression();
      if (v1 === FAIL) break c0;
      return this.#a.JsonMember_key(this.#c, at, v0 as never, v1 as never);
    }
    this.#back(at);
    if (S3[this.#types[at]!] === 1) c1: {
      const v2 = this.Expression();
      if (v2 === FAIL) break c1;
      if (this.#types[this.#pos] !== 321) break c1;
      this.#pos++;
      const v3 = this.JsonValueExpression();
      if (v3 === FAIL) break c1;
      return this.#a.JsonMember_value(this.#c, at, v2 as never, v3 as never);
    }
    this.#back(at);
    if (S3[this.#types[at]!] === 1) c2: {
      const v4 = this.Expression();
      if (v4 === FAIL) break c2;
      if (this.#types[this.#pos] !== 25) break c2;
      this.#pos++;
      const v5 = this.JsonValueExpression();
      if (v5 === FAIL) break c2;
      return this.#a.JsonMember_colon(this.#c, at, v4 as never, v5 as never);
    }
    this.#back(at);
    return FAIL;
  }

  JsonElements(): Result {
    const at = this.#pos;
    const s0 = this.#pos;
    let ok2 = false;
    l1: {
      if (this.#types[this.#pos] !== 256) break l1;
      this.#pos++;
      const v3 = this.Type();
      if (v3 === FAIL) break l1;
      ok2 = true;
    }
    this.#pos = s0;
    if (ok2) return FAIL;
    let v4: unknown[] = NONE;
    {
      const first = this.JsonValueExpression();
      if (first === FAIL) return FAIL;
      {
        v4 = [first];
        while (this.#types[this.#pos] === 19) {
          const s5 = this.#pos++;
          const next = this.JsonValueExpression();
          if (next === FAIL) {
            this.#back(s5);
            break;
          }
          v4.push(next);
        }
      }
    }
    let v6: Result;
    if (this.#types[this.#pos]! === 43 || this.#types[this.#pos]! === 208) {
      const s7 = this.#pos;
      d9: {
        o8: {
          const v10 = this.JsonNullBehavior();
          if (v10 === FAIL) break o8;
          v6 = v10;
          break d9;
        }
        this.#back(s7);
      }
    }
    return this.#a.JsonElements(this.#c, at, v4 as never, v6 as never);
  }

  JsonNullBehavior(): Result {
    const v0 = this.#pos;
    if (!(this.#types[v0]! === 43 || this.#types[v0]! === 208)) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 215) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 208) return FAIL;
    this.#pos++;
    return v0;
  }

  JsonUniqueness(): Result {
    const at = this.#pos;
    const v0 = this.#pos;
    if (!(this.#types[v0]! === 330 || this.#types[v0]! === 332)) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 308) return FAIL;
    this.#pos++;
    let v3: Result;
    if (this.#types[this.#pos]! === 171) {
      const s4 = this.#pos;
      d6: {
        o5: {
          if (this.#types[this.#pos] !== 171) break o5;
          this.#pos++;
          v3 = s4;
          break d6;
        }
        this.#back(s4);
      }
    }
    return this.#a.JsonUniqueness(this.#c, at, v0 as never, v3 as never);
  }

  JsonTable(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 167) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    const v0 = this.JsonPathInvocation();
    if (v0 === FAIL) return FAIL;
    const v1 = this.JsonColumns();
    if (v1 === FAIL) return FAIL;
    let v2: Result;
    if (this.#types[this.#pos]! === 235) {
      const s3 = this.#pos;
      d5: {
        o4: {
          const v6 = this.JsonPlan();
          if (v6 === FAIL) break o4;
          v2 = v6;
          break d5;
        }
        this.#back(s3);
      }
    }
    let v7: Result;
    if (this.#types[this.#pos]! === 111 || this.#types[this.#pos]! === 114) {
      const s8 = this.#pos;
      d10: {
        o9: {
          const v11 = this.JsonTableOnError();
          if (v11 === FAIL) break o9;
          v7 = v11;
          break d10;
        }
        this.#back(s8);
      }
    }
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return this.#a.JsonTable(this.#c, at, v0 as never, v1 as never, v2 as never, v7 as never);
  }

  JsonColumns(): Result {
    if (this.#types[this.#pos] !== 70) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.JsonColumn();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.JsonColumn();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return v0;
  }

  JsonColumn(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 198) c0: {
      if (this.#types[this.#pos] !== 198) break c0;
      this.#pos++;
      let v0: Result;
      if (this.#types[this.#pos]! === 230) {
        const s1 = this.#pos;
        d3: {
          o2: {
            if (this.#types[this.#pos] !== 230) break o2;
            this.#pos++;
            v0 = s1;
            break d3;
          }
          this.#back(s1);
        }
      }
      const v4 = this.String();
      if (v4 === FAIL) break c0;
      let v5: Result;
      if (this.#types[this.#pos]! === 53) {
        const s6 = this.#pos;
        d8: {
          o7: {
            const v9 = this.PathName();
            if (v9 === FAIL) break o7;
            v5 = v9;
            break d8;
          }
          this.#back(s6);
        }
      }
      const v10 = this.JsonColumns();
      if (v10 === FAIL) break c0;
      return this.#a.JsonColumn_nested(this.#c, at, v0 as never, v4 as never, v5 as never, v10 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c1: {
      const v11 = this.Identifier();
      if (v11 === FAIL) break c1;
      if (this.#types[this.#pos] !== 128) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 221) break c1;
      this.#pos++;
      return this.#a.JsonColumn_ordinality(this.#c, at, v11 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c2: {
      const v12 = this.Identifier();
      if (v12 === FAIL) break c2;
      const v13 = this.Type();
      if (v13 === FAIL) break c2;
      const v14 = this.JsonFormat();
      if (v14 === FAIL) break c2;
      let v15: Result;
      if (this.#types[this.#pos]! === 230) {
        const s16 = this.#pos;
        d18: {
          o17: {
            const v19 = this.JsonColumnPath();
            if (v19 === FAIL) break o17;
            v15 = v19;
            break d18;
          }
          this.#back(s16);
        }
      }
      let v20: Result;
      if (this.#types[this.#pos]! === 330 || this.#types[this.#pos]! === 332) {
        const s21 = this.#pos;
        d23: {
          o22: {
            const v24 = this.JsonWrapper();
            if (v24 === FAIL) break o22;
            v20 = v24;
            break d23;
          }
          this.#back(s21);
        }
      }
      let v25: Result;
      if (this.#types[this.#pos]! === 169 || this.#types[this.#pos]! === 214) {
        const s26 = this.#pos;
        d28: {
          o27: {
            const v29 = this.JsonQuotes();
            if (v29 === FAIL) break o27;
            v25 = v29;
            break d28;
          }
          this.#back(s26);
        }
      }
      let v30: Result;
      if (S39[this.#types[this.#pos]!] === 1) {
        const s31 = this.#pos;
        d33: {
          o32: {
            const v34 = this.JsonQueryOnEmpty();
            if (v34 === FAIL) break o32;
            v30 = v34;
            break d33;
          }
          this.#back(s31);
        }
      }
      let v35: Result;
      if (S39[this.#types[this.#pos]!] === 1) {
        const s36 = this.#pos;
        d38: {
          o37: {
            const v39 = this.JsonQueryOnError();
            if (v39 === FAIL) break o37;
            v35 = v39;
            break d38;
          }
          this.#back(s36);
        }
      }
      return this.#a.JsonColumn_query(this.#c, at, v12 as never, v13 as never, v14 as never, v15 as never, v20 as never, v25 as never, v30 as never, v35 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c3: {
      const v40 = this.Identifier();
      if (v40 === FAIL) break c3;
      const v41 = this.Type();
      if (v41 === FAIL) break c3;
      let v42: Result;
      if (this.#types[this.#pos]! === 230) {
        const s43 = this.#pos;
        d45: {
          o44: {
            const v46 = this.JsonColumnPath();
            if (v46 === FAIL) break o44;
            v42 = v46;
            break d45;
          }
          this.#back(s43);
        }
      }
      let v47: Result;
      if (S38[this.#types[this.#pos]!] === 1) {
        const s48 = this.#pos;
        d50: {
          o49: {
            const v51 = this.JsonValueOnEmpty();
            if (v51 === FAIL) break o49;
            v47 = v51;
            break d50;
          }
          this.#back(s48);
        }
      }
      let v52: Result;
      if (S38[this.#types[this.#pos]!] === 1) {
        const s53 = this.#pos;
        d55: {
          o54: {
            const v56 = this.JsonValueOnError();
            if (v56 === FAIL) break o54;
            v52 = v56;
            break d55;
          }
          this.#back(s53);
        }
      }
      return this.#a.JsonColumn_value(this.#c, at, v40 as never, v41 as never, v42 as never, v47 as never, v52 as never);
    }
    this.#back(at);
    return FAIL;
  }

  JsonColumnPath(): Result {
    if (this.#types[this.#pos] !== 230) return FAIL;
    this.#pos++;
    const v0 = this.String();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  JsonTableOnError(): Result {
    const v0 = this.#pos;
    if (!(this.#types[v0]! === 111 || this.#types[v0]! === 114)) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 215) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 114) return FAIL;
    this.#pos++;
    return v0;
  }

  JsonPlan(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 235) c0: {
      if (this.#types[this.#pos] !== 235) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 95) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c0;
      this.#pos++;
      const v0 = this.JsonDefaultPlan();
      if (v0 === FAIL) break c0;
      if (this.#types[this.#pos] !== 16) break c0;
      this.#pos++;
      return this.#a.JsonPlan_default(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 235) c1: {
      if (this.#types[this.#pos] !== 235) break c1;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c1;
      this.#pos++;
      const v1 = this.JsonSpecificPlan();
      if (v1 === FAIL) break c1;
      if (this.#types[this.#pos] !== 16) break c1;
      this.#pos++;
      return this.#a.JsonPlan_specific(this.#c, at, v1 as never);
    }
    this.#back(at);
    return FAIL;
  }

  JsonSpecificPlan(): Result {
    const at = this.#pos;
    if (S4[this.#types[at]!] === 1) c0: {
      const v0 = this.PathPlan();
      if (v0 === FAIL) break c0;
      const v1 = this.#pos;
      if (!(this.#types[v1]! === 150 || this.#types[v1]! === 222)) break c0;
      this.#pos++;
      const v4 = this.JsonPlanPrimary();
      if (v4 === FAIL) break c0;
      return this.#a.JsonSpecificPlan_join(this.#c, at, v0 as never, v1 as never, v4 as never);
    }
    this.#back(at);
    if (S41[this.#types[at]!] === 1) c1: {
      const v5 = this.JsonPlanPrimary();
      if (v5 === FAIL) break c1;
      let v6: unknown[] = NONE;
      w9: while (this.#types[this.#pos]! === 307) {
        const s7 = this.#pos;
        i8: {
          if (this.#types[this.#pos] !== 307) break i8;
          this.#pos++;
          const v10 = this.JsonPlanPrimary();
          if (v10 === FAIL) break i8;
          if (v6 === NONE) v6 = [v10];
          else v6.push(v10);
          continue w9;
        }
        this.#pos = s7;
        break;
      }
      if (v6.length === 0) break c1;
      return this.#a.JsonSpecificPlan_union(this.#c, at, v5 as never, v6 as never);
    }
    this.#back(at);
    if (S41[this.#types[at]!] === 1) c2: {
      const v11 = this.JsonPlanPrimary();
      if (v11 === FAIL) break c2;
      let v12: unknown[] = NONE;
      w15: while (this.#types[this.#pos]! === 79) {
        const s13 = this.#pos;
        i14: {
          if (this.#types[this.#pos] !== 79) break i14;
          this.#pos++;
          const v16 = this.JsonPlanPrimary();
          if (v16 === FAIL) break i14;
          if (v12 === NONE) v12 = [v16];
          else v12.push(v16);
          continue w15;
        }
        this.#pos = s13;
        break;
      }
      if (v12.length === 0) break c2;
      return this.#a.JsonSpecificPlan_cross(this.#c, at, v11 as never, v12 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c3: {
      const v17 = this.PathPlan();
      if (v17 === FAIL) break c3;
      return v17;
    }
    this.#back(at);
    return FAIL;
  }

  JsonPlanPrimary(): Result {
    const at = this.#pos;
    if (S4[this.#types[at]!] === 1) c0: {
      const v0 = this.PathPlan();
      if (v0 === FAIL) break c0;
      return v0;
    }
    this.#back(at);
    if (this.#types[at]! === 15) c1: {
      if (this.#types[this.#pos] !== 15) break c1;
      this.#pos++;
      const v1 = this.JsonSpecificPlan();
      if (v1 === FAIL) break c1;
      if (this.#types[this.#pos] !== 16) break c1;
      this.#pos++;
      return v1;
    }
    this.#back(at);
    return FAIL;
  }

  PathPlan(): Result {
    const at = this.#pos;
    const v0 = this.Identifier();
    if (v0 === FAIL) return FAIL;
    return this.#a.PathPlan_path(this.#c, at, v0 as never);
  }

  JsonDefaultPlan(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 150 || this.#types[at]! === 222) c0: {
      const v0 = this.#pos;
      if (!(this.#types[v0]! === 150 || this.#types[v0]! === 222)) break c0;
      this.#pos++;
      let v3: Result;
      if (this.#types[this.#pos]! === 19) {
        const s4 = this.#pos;
        d6: {
          o5: {
            const v7 = this.JsonDefaultSiblings();
            if (v7 === FAIL) break o5;
            v3 = v7;
            break d6;
          }
          this.#back(s4);
        }
      }
      return this.#a.JsonDefaultPlan_parentFirst(this.#c, at, v0 as never, v3 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 79 || this.#types[at]! === 307) c1: {
      const v8 = this.#pos;
      if (!(this.#types[v8]! === 79 || this.#types[v8]! === 307)) break c1;
      this.#pos++;
      let v11: Result;
      if (this.#types[this.#pos]! === 19) {
        const s12 = this.#pos;
        d14: {
          o13: {
            const v15 = this.JsonDefaultParent();
            if (v15 === FAIL) break o13;
            v11 = v15;
            break d14;
          }
          this.#back(s12);
        }
      }
      return this.#a.JsonDefaultPlan_siblingsFirst(this.#c, at, v8 as never, v11 as never);
    }
    this.#back(at);
    return FAIL;
  }

  JsonDefaultSiblings(): Result {
    if (this.#types[this.#pos] !== 19) return FAIL;
    this.#pos++;
    const v0 = this.#pos;
    if (!(this.#types[v0]! === 79 || this.#types[v0]! === 307)) return FAIL;
    this.#pos++;
    return v0;
  }

  JsonDefaultParent(): Result {
    if (this.#types[this.#pos] !== 19) return FAIL;
    this.#pos++;
    const v0 = this.#pos;
    if (!(this.#types[v0]! === 150 || this.#types[v0]! === 222)) return FAIL;
    this.#pos++;
    return v0;
  }

  Type(): Result {
    const at = this.#pos;
    const v0 = this.TypeBase();
    if (v0 === FAIL) return FAIL;
    let v1: unknown[] = NONE;
    w4: while (this.#types[this.#pos]! === 52) {
      const s2 = this.#pos;
      i3: {
        const v5 = this.ArrayOf();
        if (v5 === FAIL) break i3;
        if (v1 === NONE) v1 = [v5];
        else v1.push(v5);
        continue w4;
      }
      this.#pos = s2;
      break;
    }
    return this.#a.Type(this.#c, at, v0 as never, v1 as never);
  }

  ArrayOf(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 52) return FAIL;
    this.#pos++;
    let v0: Result;
    if (this.#types[this.#pos]! === 35) {
      const s1 = this.#pos;
      d3: {
        o2: {
          const v4 = this.ArrayBound();
          if (v4 === FAIL) break o2;
          v0 = v4;
          break d3;
        }
        this.#back(s1);
      }
    }
    return this.#a.ArrayOf_array(this.#c, at, v0 as never);
  }

  ArrayBound(): Result {
    if (this.#types[this.#pos] !== 35) return FAIL;
    this.#pos++;
    const v0 = this.#pos;
    if (this.#types[this.#pos] !== 8) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 36) return FAIL;
    this.#pos++;
    return v0;
  }

  TypeBase(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 264) c0: {
      if (this.#types[this.#pos] !== 264) break c0;
      this.#pos++;
      if (this.#types[this.#pos] !== 15) break c0;
      this.#pos++;
      let v0: unknown[] = NONE;
      {
        const first = this.RowField();
        if (first === FAIL) break c0;
        {
          v0 = [first];
          while (this.#types[this.#pos] === 19) {
            const s1 = this.#pos++;
            const next = this.RowField();
            if (next === FAIL) {
              this.#back(s1);
              break;
            }
            v0.push(next);
          }
        }
      }
      if (this.#types[this.#pos] !== 16) break c0;
      this.#pos++;
      return this.#a.TypeBase_row(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 154) c1: {
      if (this.#types[this.#pos] !== 154) break c1;
      this.#pos++;
      const v2 = this.IntervalField();
      if (v2 === FAIL) break c1;
      let v3: Result;
      if (this.#types[this.#pos]! === 295) {
        const s4 = this.#pos;
        d6: {
          o5: {
            const v7 = this.IntervalTo();
            if (v7 === FAIL) break o5;
            v3 = v7;
            break d6;
          }
          this.#back(s4);
        }
      }
      return this.#a.TypeBase_interval(this.#c, at, v2 as never, v3 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 293 || this.#types[at]! === 294) c2: {
      const v8 = this.#pos;
      if (!(this.#types[v8]! === 293 || this.#types[v8]! === 294)) break c2;
      this.#pos++;
      let v11: Result;
      if (this.#types[this.#pos]! === 15) {
        const s12 = this.#pos;
        d14: {
          o13: {
            const v15 = this.TypePrecision();
            if (v15 === FAIL) break o13;
            v11 = v15;
            break d14;
          }
          this.#back(s12);
        }
      }
      const v16 = this.WithTimeZone();
      if (v16 === FAIL) break c2;
      return this.#a.TypeBase_dateTimeWithZone(this.#c, at, v8 as never, v11 as never, v16 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 293 || this.#types[at]! === 294) c3: {
      const v17 = this.#pos;
      if (!(this.#types[v17]! === 293 || this.#types[v17]! === 294)) break c3;
      this.#pos++;
      let v20: Result;
      if (this.#types[this.#pos]! === 15) {
        const s21 = this.#pos;
        d23: {
          o22: {
            const v24 = this.TypePrecision();
            if (v24 === FAIL) break o22;
            v20 = v24;
            break d23;
          }
          this.#back(s21);
        }
      }
      let v25: Result;
      if (this.#types[this.#pos]! === 332) {
        const s26 = this.#pos;
        d28: {
          o27: {
            const v29 = this.WithoutTimeZone();
            if (v29 === FAIL) break o27;
            v25 = v29;
            break d28;
          }
          this.#back(s26);
        }
      }
      return this.#a.TypeBase_dateTime(this.#c, at, v17 as never, v20 as never, v25 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 107) c4: {
      if (this.#types[this.#pos] !== 107) break c4;
      this.#pos++;
      if (this.#types[this.#pos] !== 238) break c4;
      this.#pos++;
      return this.#a.TypeBase_double(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 52) c5: {
      if (this.#types[this.#pos] !== 52) break c5;
      this.#pos++;
      if (this.#types[this.#pos] !== 27) break c5;
      this.#pos++;
      const v30 = this.Type();
      if (v30 === FAIL) break c5;
      if (this.#types[this.#pos] !== 32) break c5;
      this.#pos++;
      return this.#a.TypeBase_legacyArray(this.#c, at, v30 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 187) c6: {
      if (this.#types[this.#pos] !== 187) break c6;
      this.#pos++;
      if (this.#types[this.#pos] !== 27) break c6;
      this.#pos++;
      const v31 = this.Type();
      if (v31 === FAIL) break c6;
      if (this.#types[this.#pos] !== 19) break c6;
      this.#pos++;
      const v32 = this.Type();
      if (v32 === FAIL) break c6;
      if (this.#types[this.#pos] !== 32) break c6;
      this.#pos++;
      return this.#a.TypeBase_legacyMap(this.#c, at, v31 as never, v32 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c7: {
      const v33 = this.Identifier();
      if (v33 === FAIL) break c7;
      let v34: Result;
      if (this.#types[this.#pos]! === 15) {
        const s35 = this.#pos;
        d37: {
          o36: {
            const v38 = this.TypeParameters();
            if (v38 === FAIL) break o36;
            v34 = v38;
            break d37;
          }
          this.#back(s35);
        }
      }
      return this.#a.TypeBase_generic(this.#c, at, v33 as never, v34 as never);
    }
    this.#back(at);
    return FAIL;
  }

  TypeParameters(): Result {
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.TypeParameter();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.TypeParameter();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return v0;
  }

  TypePrecision(): Result {
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    const v0 = this.TypeParameter();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return v0;
  }

  WithTimeZone(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 330) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 293) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 337) return FAIL;
    this.#pos++;
    return at;
  }

  WithoutTimeZone(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 332) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 293) return FAIL;
    this.#pos++;
    if (this.#types[this.#pos] !== 337) return FAIL;
    this.#pos++;
    return at;
  }

  TypeParameter(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 8) c0: {
      const v0 = this.#pos;
      if (this.#types[this.#pos] !== 8) break c0;
      this.#pos++;
      return this.#a.TypeParameter_number(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c1: {
      const v1 = this.Type();
      if (v1 === FAIL) break c1;
      return v1;
    }
    this.#back(at);
    return FAIL;
  }

  RowField(): Result {
    const at = this.#pos;
    if (S4[this.#types[at]!] === 1) c0: {
      const v0 = this.Type();
      if (v0 === FAIL) break c0;
      const s1 = this.#pos;
      let ok3 = false;
      l2: {
        const v4 = this.#pos;
        if (!(this.#types[v4]! === 16 || this.#types[v4]! === 19)) break l2;
        this.#pos++;
        ok3 = true;
      }
      this.#pos = s1;
      if (!ok3) break c0;
      return this.#a.RowField_unnamed(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c1: {
      const v7 = this.Identifier();
      if (v7 === FAIL) break c1;
      const v8 = this.Type();
      if (v8 === FAIL) break c1;
      return this.#a.RowField_named(this.#c, at, v7 as never, v8 as never);
    }
    this.#back(at);
    return FAIL;
  }

  FunctionSpecification(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 132) return FAIL;
    this.#pos++;
    const v0 = this.FunctionDeclaration();
    if (v0 === FAIL) return FAIL;
    const v1 = this.Returns();
    if (v1 === FAIL) return FAIL;
    let v2: unknown[] = NONE;
    w5: while (S42[this.#types[this.#pos]!] === 1) {
      const s3 = this.#pos;
      i4: {
        const v6 = this.RoutineCharacteristic();
        if (v6 === FAIL) break i4;
        if (v2 === NONE) v2 = [v6];
        else v2.push(v6);
        continue w5;
      }
      this.#pos = s3;
      break;
    }
    const v7 = this.ControlStatement();
    if (v7 === FAIL) return FAIL;
    return this.#a.FunctionSpecification(this.#c, at, v0 as never, v1 as never, v2 as never, v7 as never);
  }

  FunctionDeclaration(): Result {
    const at = this.#pos;
    const v0 = this.QualifiedName();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 15) return FAIL;
    this.#pos++;
    let v1: unknown[] = NONE;
    {
      const first = this.ParameterDeclaration();
      if (first !== FAIL) {
        v1 = [first];
        while (this.#types[this.#pos] === 19) {
          const s2 = this.#pos++;
          const next = this.ParameterDeclaration();
          if (next === FAIL) {
            this.#back(s2);
            break;
          }
          v1.push(next);
        }
      }
    }
    if (this.#types[this.#pos] !== 16) return FAIL;
    this.#pos++;
    return this.#a.FunctionDeclaration(this.#c, at, v0 as never, v1 as never);
  }

  ParameterDeclaration(): Result {
    const at = this.#pos;
    if (S4[this.#types[at]!] === 1) c0: {
      const v0 = this.Identifier();
      if (v0 === FAIL) break c0;
      const v1 = this.Type();
      if (v1 === FAIL) break c0;
      const s2 = this.#pos;
      let ok4 = false;
      l3: {
        const v5 = this.#pos;
        if (!(this.#types[v5]! === 16 || this.#types[v5]! === 19)) break l3;
        this.#pos++;
        ok4 = true;
      }
      this.#pos = s2;
      if (!ok4) break c0;
      return this.#a.ParameterDeclaration_named(this.#c, at, v0 as never, v1 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c1: {
      const v8 = this.Type();
      if (v8 === FAIL) break c1;
      return this.#a.ParameterDeclaration_unnamed(this.#c, at, v8 as never);
    }
    this.#back(at);
    return FAIL;
  }

  Returns(): Result {
    if (this.#types[this.#pos] !== 257) return FAIL;
    this.#pos++;
    const v0 = this.Type();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  RoutineCharacteristic(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 172) c0: {
      if (this.#types[this.#pos] !== 172) break c0;
      this.#pos++;
      const v0 = this.Identifier();
      if (v0 === FAIL) break c0;
      return this.#a.RoutineCharacteristic_language(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 103 || this.#types[at]! === 207) c1: {
      let v1: Result;
      if (this.#types[this.#pos]! === 207) {
        const s2 = this.#pos;
        d4: {
          o3: {
            if (this.#types[this.#pos] !== 207) break o3;
            this.#pos++;
            v1 = s2;
            break d4;
          }
          this.#back(s2);
        }
      }
      if (this.#types[this.#pos] !== 103) break c1;
      this.#pos++;
      return this.#a.RoutineCharacteristic_deterministic(this.#c, at, v1 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 257) c2: {
      if (this.#types[this.#pos] !== 257) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 208) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 215) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 208) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 151) break c2;
      this.#pos++;
      return this.#a.RoutineCharacteristic_returnsNull(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 63) c3: {
      if (this.#types[this.#pos] !== 63) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 215) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 208) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 151) break c3;
      this.#pos++;
      return this.#a.RoutineCharacteristic_calledOnNull(this.#c, at);
    }
    this.#back(at);
    if (this.#types[at]! === 271) c4: {
      if (this.#types[this.#pos] !== 271) break c4;
      this.#pos++;
      const v5 = this.SecurityMode();
      if (v5 === FAIL) break c4;
      return this.#a.RoutineCharacteristic_security(this.#c, at, v5 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 71) c5: {
      if (this.#types[this.#pos] !== 71) break c5;
      this.#pos++;
      const v6 = this.String();
      if (v6 === FAIL) break c5;
      return this.#a.RoutineCharacteristic_comment(this.#c, at, v6 as never);
    }
    this.#back(at);
    return FAIL;
  }

  ControlStatement(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 255) c0: {
      if (this.#types[this.#pos] !== 255) break c0;
      this.#pos++;
      const v0 = this.ValueExpression();
      if (v0 === FAIL) break c0;
      return this.#a.ControlStatement_return(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 276) c1: {
      if (this.#types[this.#pos] !== 276) break c1;
      this.#pos++;
      const v1 = this.Identifier();
      if (v1 === FAIL) break c1;
      if (this.#types[this.#pos] !== 30) break c1;
      this.#pos++;
      const v2 = this.Expression();
      if (v2 === FAIL) break c1;
      return this.#a.ControlStatement_assignment(this.#c, at, v1 as never, v2 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 65) c2: {
      if (this.#types[this.#pos] !== 65) break c2;
      this.#pos++;
      let v3: Result;
      if (S3[this.#types[this.#pos]!] === 1) {
        const s4 = this.#pos;
        d6: {
          o5: {
            const v7 = this.Expression();
            if (v7 === FAIL) break o5;
            v3 = v7;
            break d6;
          }
          this.#back(s4);
        }
      }
      let v8: unknown[] = NONE;
      w11: while (this.#types[this.#pos]! === 326) {
        const s9 = this.#pos;
        i10: {
          const v12 = this.CaseBlock();
          if (v12 === FAIL) break i10;
          if (v8 === NONE) v8 = [v12];
          else v8.push(v12);
          continue w11;
        }
        this.#pos = s9;
        break;
      }
      if (v8.length === 0) break c2;
      let v13: Result;
      if (this.#types[this.#pos]! === 109) {
        const s14 = this.#pos;
        d16: {
          o15: {
            const v17 = this.ElseBlock();
            if (v17 === FAIL) break o15;
            v13 = v17;
            break d16;
          }
          this.#back(s14);
        }
      }
      if (this.#types[this.#pos] !== 113) break c2;
      this.#pos++;
      if (this.#types[this.#pos] !== 65) break c2;
      this.#pos++;
      return this.#a.ControlStatement_case(this.#c, at, v3 as never, v8 as never, v13 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 144) c3: {
      if (this.#types[this.#pos] !== 144) break c3;
      this.#pos++;
      const v18 = this.Expression();
      if (v18 === FAIL) break c3;
      if (this.#types[this.#pos] !== 291) break c3;
      this.#pos++;
      const v19 = this.StatementList();
      if (v19 === FAIL) break c3;
      let v20: unknown[] = NONE;
      w23: while (this.#types[this.#pos]! === 110) {
        const s21 = this.#pos;
        i22: {
          const v24 = this.ElseIfBlock();
          if (v24 === FAIL) break i22;
          if (v20 === NONE) v20 = [v24];
          else v20.push(v24);
          continue w23;
        }
        this.#pos = s21;
        break;
      }
      let v25: Result;
      if (this.#types[this.#pos]! === 109) {
        const s26 = this.#pos;
        d28: {
          o27: {
            const v29 = this.ElseBlock();
            if (v29 === FAIL) break o27;
            v25 = v29;
            break d28;
          }
          this.#back(s26);
        }
      }
      if (this.#types[this.#pos] !== 113) break c3;
      this.#pos++;
      if (this.#types[this.#pos] !== 144) break c3;
      this.#pos++;
      return this.#a.ControlStatement_if(this.#c, at, v18 as never, v19 as never, v20 as never, v25 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 160) c4: {
      if (this.#types[this.#pos] !== 160) break c4;
      this.#pos++;
      const v30 = this.Identifier();
      if (v30 === FAIL) break c4;
      return this.#a.ControlStatement_iterate(this.#c, at, v30 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 176) c5: {
      if (this.#types[this.#pos] !== 176) break c5;
      this.#pos++;
      const v31 = this.Identifier();
      if (v31 === FAIL) break c5;
      return this.#a.ControlStatement_leave(this.#c, at, v31 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 57) c6: {
      if (this.#types[this.#pos] !== 57) break c6;
      this.#pos++;
      let v32: unknown[] = NONE;
      w35: while (this.#types[this.#pos]! === 94) {
        const s33 = this.#pos;
        i34: {
          const v36 = this.VariableDeclaration();
          if (v36 === FAIL) break i34;
          if (v32 === NONE) v32 = [v36];
          else v32.push(v36);
          continue w35;
        }
        this.#pos = s33;
        break;
      }
      let v37: Result;
      if (S43[this.#types[this.#pos]!] === 1) {
        const s38 = this.#pos;
        d40: {
          o39: {
            const v41 = this.StatementList();
            if (v41 === FAIL) break o39;
            v37 = v41;
            break d40;
          }
          this.#back(s38);
        }
      }
      if (this.#types[this.#pos] !== 113) break c6;
      this.#pos++;
      return this.#a.ControlStatement_compound(this.#c, at, v32 as never, v37 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c7: {
      let v42: Result;
      if (S4[this.#types[this.#pos]!] === 1) {
        const s43 = this.#pos;
        d45: {
          o44: {
            const v46 = this.Label();
            if (v46 === FAIL) break o44;
            v42 = v46;
            break d45;
          }
          this.#back(s43);
        }
      }
      if (this.#types[this.#pos] !== 186) break c7;
      this.#pos++;
      const v47 = this.StatementList();
      if (v47 === FAIL) break c7;
      if (this.#types[this.#pos] !== 113) break c7;
      this.#pos++;
      if (this.#types[this.#pos] !== 186) break c7;
      this.#pos++;
      return this.#a.ControlStatement_loop(this.#c, at, v42 as never, v47 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c8: {
      let v48: Result;
      if (S4[this.#types[this.#pos]!] === 1) {
        const s49 = this.#pos;
        d51: {
          o50: {
            const v52 = this.Label();
            if (v52 === FAIL) break o50;
            v48 = v52;
            break d51;
          }
          this.#back(s49);
        }
      }
      if (this.#types[this.#pos] !== 328) break c8;
      this.#pos++;
      const v53 = this.Expression();
      if (v53 === FAIL) break c8;
      if (this.#types[this.#pos] !== 106) break c8;
      this.#pos++;
      const v54 = this.StatementList();
      if (v54 === FAIL) break c8;
      if (this.#types[this.#pos] !== 113) break c8;
      this.#pos++;
      if (this.#types[this.#pos] !== 328) break c8;
      this.#pos++;
      return this.#a.ControlStatement_while(this.#c, at, v48 as never, v53 as never, v54 as never);
    }
    this.#back(at);
    if (S4[this.#types[at]!] === 1) c9: {
      let v55: Result;
      if (S4[this.#types[this.#pos]!] === 1) {
        const s56 = this.#pos;
        d58: {
          o57: {
            const v59 = this.Label();
            if (v59 === FAIL) break o57;
            v55 = v59;
            break d58;
          }
          this.#back(s56);
        }
      }
      if (this.#types[this.#pos] !== 249) break c9;
      this.#pos++;
      const v60 = this.StatementList();
      if (v60 === FAIL) break c9;
      if (this.#types[this.#pos] !== 312) break c9;
      this.#pos++;
      const v61 = this.Expression();
      if (v61 === FAIL) break c9;
      if (this.#types[this.#pos] !== 113) break c9;
      this.#pos++;
      if (this.#types[this.#pos] !== 249) break c9;
      this.#pos++;
      return this.#a.ControlStatement_repeat(this.#c, at, v55 as never, v60 as never, v61 as never);
    }
    this.#back(at);
    return FAIL;
  }

  CaseBlock(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 326) return FAIL;
    this.#pos++;
    const v0 = this.Expression();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 291) return FAIL;
    this.#pos++;
    const v1 = this.StatementList();
    if (v1 === FAIL) return FAIL;
    return this.#a.CaseBlock(this.#c, at, v0 as never, v1 as never);
  }

  ElseIfBlock(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 110) return FAIL;
    this.#pos++;
    const v0 = this.Expression();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 291) return FAIL;
    this.#pos++;
    const v1 = this.StatementList();
    if (v1 === FAIL) return FAIL;
    return this.#a.ElseIfBlock(this.#c, at, v0 as never, v1 as never);
  }

  ElseBlock(): Result {
    if (this.#types[this.#pos] !== 109) return FAIL;
    this.#pos++;
    const v0 = this.StatementList();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  StatementList(): Result {
    let v0: unknown[] = NONE;
    w3: while (S43[this.#types[this.#pos]!] === 1) {
      const s1 = this.#pos;
      i2: {
        const v4 = this.TerminatedStatement();
        if (v4 === FAIL) break i2;
        if (v0 === NONE) v0 = [v4];
        else v0.push(v4);
        continue w3;
      }
      this.#pos = s1;
      break;
    }
    if (v0.length === 0) return FAIL;
    return v0;
  }

  TerminatedStatement(): Result {
    const v0 = this.ControlStatement();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 26) return FAIL;
    this.#pos++;
    return v0;
  }

  VariableDeclaration(): Result {
    const at = this.#pos;
    if (this.#types[this.#pos] !== 94) return FAIL;
    this.#pos++;
    let v0: unknown[] = NONE;
    {
      const first = this.Identifier();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 19) {
          const s1 = this.#pos++;
          const next = this.Identifier();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    const v2 = this.Type();
    if (v2 === FAIL) return FAIL;
    let v3: Result;
    if (this.#types[this.#pos]! === 95) {
      const s4 = this.#pos;
      d6: {
        o5: {
          const v7 = this.DefaultValue();
          if (v7 === FAIL) break o5;
          v3 = v7;
          break d6;
        }
        this.#back(s4);
      }
    }
    if (this.#types[this.#pos] !== 26) return FAIL;
    this.#pos++;
    return this.#a.VariableDeclaration(this.#c, at, v0 as never, v2 as never, v3 as never);
  }

  DefaultValue(): Result {
    if (this.#types[this.#pos] !== 95) return FAIL;
    this.#pos++;
    const v0 = this.ValueExpression();
    if (v0 === FAIL) return FAIL;
    return v0;
  }

  Label(): Result {
    const v0 = this.Identifier();
    if (v0 === FAIL) return FAIL;
    if (this.#types[this.#pos] !== 25) return FAIL;
    this.#pos++;
    return v0;
  }

  QualifiedName(): Result {
    const at = this.#pos;
    let v0: unknown[] = NONE;
    {
      const first = this.Identifier();
      if (first === FAIL) return FAIL;
      {
        v0 = [first];
        while (this.#types[this.#pos] === 23) {
          const s1 = this.#pos++;
          const next = this.Identifier();
          if (next === FAIL) {
            this.#back(s1);
            break;
          }
          v0.push(next);
        }
      }
    }
    return this.#a.QualifiedName_name(this.#c, at, v0 as never);
  }

  Identifier(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 1) c0: {
      const v0 = this.#pos;
      if (this.#types[this.#pos] !== 1) break c0;
      this.#pos++;
      return this.#a.Identifier_plain(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 2) c1: {
      const v1 = this.#pos;
      if (this.#types[this.#pos] !== 2) break c1;
      this.#pos++;
      return this.#a.Identifier_quoted(this.#c, at, v1 as never);
    }
    this.#back(at);
    if (S44[this.#types[at]!] === 1) c2: {
      const v2 = this.NonReserved();
      if (v2 === FAIL) break c2;
      return this.#a.Identifier_keyword(this.#c, at, v2 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 4) c3: {
      const v3 = this.#pos;
      if (this.#types[this.#pos] !== 4) break c3;
      this.#pos++;
      return this.#a.Identifier_backquoted(this.#c, at, v3 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 3) c4: {
      const v4 = this.#pos;
      if (this.#types[this.#pos] !== 3) break c4;
      this.#pos++;
      return this.#a.Identifier_digit(this.#c, at, v4 as never);
    }
    this.#back(at);
    return FAIL;
  }

  String(): Result {
    const at = this.#pos;
    if (this.#types[at]! === 5) c0: {
      const v0 = this.#pos;
      if (this.#types[this.#pos] !== 5) break c0;
      this.#pos++;
      return this.#a.String_basic(this.#c, at, v0 as never);
    }
    this.#back(at);
    if (this.#types[at]! === 6) c1: {
      const v1 = this.#pos;
      if (this.#types[this.#pos] !== 6) break c1;
      this.#pos++;
      let v2: Result;
      if (this.#types[this.#pos]! === 303) {
        const s3 = this.#pos;
        d5: {
          o4: {
            const v6 = this.UnicodeEscape();
            if (v6 === FAIL) break o4;
            v2 = v6;
            break d5;
          }
          this.#back(s3);
        }
      }
      return this.#a.String_unicode(this.#c, at, v1 as never, v2 as never);
    }
    this.#back(at);
    return FAIL;
  }

  UnicodeEscape(): Result {
    if (this.#types[this.#pos] !== 303) return FAIL;
    this.#pos++;
    const v0 = this.#pos;
    if (this.#types[this.#pos] !== 5) return FAIL;
    this.#pos++;
    return v0;
  }

  NonReserved(): Result {
    const at = this.#pos;
    const t = this.#types[at]!;
    return S44[t] === 1 ? this.#pos++ : FAIL;
  }

}
