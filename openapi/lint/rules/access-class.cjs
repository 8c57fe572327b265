'use strict';

const classes = [
  'PUBLIC',
  'AUTHENTICATED_USER',
  'MANAGEMENT_READ',
  'MANAGEMENT_WRITE',
  'INTERNAL_ONLY',
  'WEB_UI',
];

// Who may use an operation is part of the contract: the router asks for it before the handler is called.
module.exports = () => ({
  Operation(operation, { report, location }) {
    if (!classes.includes(operation['x-trino-access'])) {
      report({ message: `x-trino-access must be one of ${classes.join(', ')}.`, location: location.key() });
    }
  },
});
