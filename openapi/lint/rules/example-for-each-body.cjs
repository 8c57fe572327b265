'use strict';

// Every body that goes over the wire is shown as it was recorded.
module.exports = () => ({
  MediaType(mediaType, { report, location }) {
    const shown = mediaType.example !== undefined || Object.keys(mediaType.examples ?? {}).length > 0;
    if (!shown) {
      report({ message: 'There is no example of this body.', location: location.key() });
    }
  },
});
