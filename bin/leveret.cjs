#!/usr/bin/env node
// Calls into DuckDB run on libuv's thread pool. Its size is read once, before the first ES module is loaded, so it has to be
// said here: a module of CommonJS is loaded without the pool.
const { availableParallelism } = require('node:os');

process.env.UV_THREADPOOL_SIZE ??= String(Math.max(8, 2 * availableParallelism()));
import('../dist/run/main.js');
