/** The protocol's version: every wire field says so, or stock nodes refuse us. Our own version is in the package. */
export const nodeVersion = '435';
