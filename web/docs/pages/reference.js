// Shows the document that the page names. Anchors are operation ids, so that links survive a change of paths or summaries.
const container = document.getElementById('reference');
for (const link of document.querySelectorAll('header.site a')) {
  if (link.getAttribute('href') === location.pathname.split('/').pop())
    link.setAttribute('aria-current', 'page');
}
Scalar.createApiReference(container, {
  url: container.dataset.document,
  // The node that serves this page answers the requests that are tried out.
  servers: [{ url: location.origin, description: 'The node that serves this page' }],
  theme: 'default',
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  hideClientButton: true,
  defaultOpenAllTags: true,
  showOperationId: true,
  operationTitleSource: 'summary',
  documentDownloadType: 'json',
  // Nodes alone get into most of a worker, and a page is no node.
  hideTestRequestButton: container.dataset.document === 'worker.json',
  hiddenClients: {
    c: true,
    clojure: true,
    csharp: true,
    dart: true,
    fsharp: true,
    http: true,
    java: true,
    kotlin: true,
    objc: true,
    ocaml: true,
    php: true,
    powershell: true,
    r: true,
    ruby: true,
    rust: true,
    swift: true,
  },
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  generateTagSlug: (tag) => tag.name,
  generateOperationSlug: (operation) => operation.operationId,
});
