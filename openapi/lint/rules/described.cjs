'use strict';

const isEmpty = (text) => typeof text !== 'string' || text.trim() === '';

function mustDescribe(what) {
  return (node, { report, location }) => {
    if (isEmpty(node.description)) {
      report({ message: `A ${what} has a description.`, location: location.key() });
    }
  };
}

// Whoever reads the specs reads them for what they say in words.
module.exports = () => ({
  Operation: mustDescribe('operation'),
  Parameter: mustDescribe('parameter'),
  Header: mustDescribe('header'),
  Response: mustDescribe('response'),
  RequestBody: mustDescribe('request body'),
  SecurityScheme: mustDescribe('security scheme'),
  Tag: mustDescribe('tag'),
  Schema(schema, { report, location }) {
    const isNamed = /^#\/(components\/schemas\/)?[A-Za-z0-9]+$/.test(location.pointer);
    if (isNamed || schema.description !== undefined) {
      if (isEmpty(schema.description)) {
        report({ message: 'A schema with a name has a description.', location: location.key() });
      }
    }
  },
});
