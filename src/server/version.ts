export { trinoVersion as nodeVersion } from '../engine/units/trino-version.ts';
