/** The page's whole style sheet, inline: one request, and a Content-Security-Policy that allows exactly these bytes. */
export const pageStyle = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 42rem; font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
header, footer { border-block-end: 1px solid var(--line); padding-block-end: 1rem; margin-block-end: 2rem; }
footer { border-block: 1px solid var(--line); border-block-end: 0; padding-block: 1rem 0; margin-block: 2rem 0; font-size: .875rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .5rem; }
article { margin-block-end: 2.5rem; }
article img { display: block; inline-size: 100%; max-block-size: 20rem; object-fit: cover; border-radius: .375rem; margin-block-end: .75rem; }
p { margin: 0 0 .5rem; }
.byline, .copies, header p { font-size: .875rem; opacity: .8; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0; margin: .5rem 0 0; font-size: .875rem; }
.pages { display: flex; justify-content: space-between; }
.skip { position: absolute; inset-inline-start: -100vw; }
.skip:focus { position: static; }
a:focus-visible { outline: 2px solid; outline-offset: 2px; }
`;
