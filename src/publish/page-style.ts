/** The page's whole style sheet, inline: one request, and a Content-Security-Policy that allows exactly these bytes. */
export const pageStyle = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 15%, transparent); --page: light-dark(#fdfdfc, #16181b); --ink: light-dark(#1d1f23, #e4e5e7); --soft: light-dark(#5c6066, #a3a7ad); --link: light-dark(#1a4f9c, #92b8f2); }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 42rem; font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; background: var(--page); color: var(--ink); }
a { color: var(--link); text-underline-offset: .15em; }
header { border-block-end: 1px solid var(--line); padding-block-end: 1rem; margin-block-end: 2rem; }
footer { border-block-start: 1px solid var(--line); padding-block-start: 1rem; margin-block-start: 2rem; font-size: .875rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
h1 small { font-size: 1rem; font-weight: 400; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .5rem; }
h2 a { color: inherit; text-decoration: none; }
h2 a:hover, h2 a:focus-visible { text-decoration: underline; }
article { margin-block-end: 2.5rem; }
article + article { border-block-start: 1px solid var(--line); padding-block-start: 2rem; margin-block-start: -.5rem; }
article img { display: block; inline-size: 100%; max-block-size: 20rem; object-fit: cover; border-radius: .375rem; margin-block-end: .75rem; }
p { margin: 0 0 .5rem; }
.byline, .copies, header p { font-size: .875rem; line-height: 1.5; color: var(--soft); margin-block-end: 0; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0; margin: .5rem 0 0; font-size: .875rem; }
.pages { display: flex; justify-content: space-between; gap: 1rem; }
.skip { position: absolute; inset-inline-start: -100vw; }
.skip:focus { position: static; }
a:focus-visible { outline: 2px solid; outline-offset: 2px; }
`;
