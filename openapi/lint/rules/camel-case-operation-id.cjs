'use strict';

// An operation id becomes the name of a method, so it is written like one.
module.exports = () => ({
  Operation(operation, { report, location }) {
    const id = operation.operationId;
    if (typeof id !== 'string' || !/^[a-z][A-Za-z0-9]*$/.test(id)) {
      report({
        message: `Operation id ${String(id)} is not in camel case.`,
        location: location.child('operationId').key(),
      });
    }
  },
});
