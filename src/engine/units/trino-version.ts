/** The protocol's version: every wire field and `version()` say so, or stock nodes refuse us. Our own version is in the package. */
export const trinoVersion = '435';
