declare const plugin: () => {
  id: string;
  rules: { oas3: Record<string, import('@redocly/openapi-core').Oas3Rule> };
};
export = plugin;
