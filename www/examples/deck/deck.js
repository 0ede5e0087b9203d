// The deck takes the keys that a lab does not use: reveal.js reads them from the lab's messages.
Reveal.initialize({ hash: true, width: 1180, height: 760, margin: 0.03, transition: "none", pdfSeparateFragments: false });
