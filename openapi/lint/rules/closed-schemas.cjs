'use strict';

const saysWhat = ['type', '$ref', 'oneOf', 'anyOf', 'allOf', 'enum', 'not'];

// A schema names all that may come. What is open because it is a map by nature says why in x-map-reason, and so does a value that may be anything.
module.exports = () => ({
  Schema(schema, { report, location }) {
    const reason = schema['x-map-reason'];
    const hasReason = typeof reason === 'string' && reason.trim() !== '';
    const isObject = schema.type === 'object' || schema.properties !== undefined;
    const isWrapper =
      ['allOf', 'oneOf', 'anyOf'].some((key) => schema[key] !== undefined) && schema.properties === undefined;
    if (isObject && !isWrapper && schema.additionalProperties === undefined) {
      report({ message: 'An object says whether it has additional properties.', location: location.key() });
    }
    if (schema.additionalProperties !== undefined && schema.additionalProperties !== false && !hasReason) {
      report({
        message: 'A map gives its reason in x-map-reason.',
        location: location.child('additionalProperties').key(),
      });
    }
    if (!saysWhat.some((key) => schema[key] !== undefined) && !hasReason) {
      report({
        message: 'A value that may be anything gives its reason in x-map-reason.',
        location: location.key(),
      });
    }
  },
});
