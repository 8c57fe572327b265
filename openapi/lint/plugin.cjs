'use strict';

// Our own rules for the specs, one a file in rules/. redocly.yaml switches them on.
const rules = {
  'camel-case-operation-id': require('./rules/camel-case-operation-id.cjs'),
  'access-class': require('./rules/access-class.cjs'),
  'headers-as-components': require('./rules/headers-as-components.cjs'),
  'example-for-each-body': require('./rules/example-for-each-body.cjs'),
  'no-bare-integer': require('./rules/no-bare-integer.cjs'),
  'closed-schemas': require('./rules/closed-schemas.cjs'),
  described: require('./rules/described.cjs'),
};

module.exports = () => ({ id: 'leveret', rules: { oas3: rules } });
