'use strict';

// An integer says how large it gets: int32 in place, 64 bits only as the component Long, which says what readers have to take care of.
module.exports = () => ({
  Schema(schema, { report, location }) {
    if (schema.type !== 'integer') return;
    const isLong = /(^|\/)Long$/.test(location.pointer);
    if (schema.format !== 'int32' && !(schema.format === 'int64' && isLong)) {
      report({
        message: 'An integer is of format int32, or refers to Long.',
        location: location.child('type'),
      });
    }
  },
});
