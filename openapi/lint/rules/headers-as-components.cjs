'use strict';

// A header means the same wherever it comes up, so it is described once: operations and answers only refer to it.
function checkParameters({ parameters = [] }, { report, location, resolve }) {
  parameters.forEach((parameter, index) => {
    if (parameter.$ref === undefined && parameter.in === 'header') {
      report({
        message: `Header ${parameter.name} is defined in place; refer to a component.`,
        location: location.child(['parameters', index]),
      });
    }
  });
}

module.exports = () => ({
  PathItem: checkParameters,
  Operation: checkParameters,
  Response(response, { report, location }) {
    for (const [name, header] of Object.entries(response.headers ?? {})) {
      if (header.$ref === undefined) {
        report({
          message: `Header ${name} is defined in place; refer to a component.`,
          location: location.child(['headers', name]),
        });
      }
    }
  },
});
