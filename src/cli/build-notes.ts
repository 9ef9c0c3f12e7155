/** Files beside the site that tell web servers its content types; what they guess from `.xml` and `.json` is too little. */

const types = [
  { pattern: String.raw`(atom(-\d+)?|status)\.xml`, type: "application/atom+xml; charset=utf-8" },
  { pattern: String.raw`rss\.xml`, type: "application/rss+xml; charset=utf-8" },
  { pattern: String.raw`feed\.json`, type: "application/feed+json; charset=utf-8" },
  { pattern: String.raw`status\.json`, type: "application/json; charset=utf-8" },
  { pattern: String.raw`opml\.xml`, type: "text/x-opml; charset=utf-8" },
  { pattern: String.raw`posts(-\d+)?\.txt`, type: "text/plain; charset=utf-8" },
] as const;

const htaccess = `# Apache: content types of the site that "feedloom build" made.
DirectoryIndex index.html
AddDefaultCharset utf-8
${types.map(({ pattern, type }) => `<FilesMatch "^${pattern}$">\n  ForceType "${type}"\n</FilesMatch>`).join("\n")}
`;

const nginx = types
  .map(({ pattern, type }) => `    location ~ /${pattern}$ { types { } default_type "${type}"; }`)
  .join("\n");

const readme = `This folder is made by "feedloom build". Any web server can serve it.

Changes are made in Feedloom's config; the next build overwrites the files listed in .feedloom-build.json,
leaves those alone whose bytes are the same, and takes away those it made before and does not need any more.
Other files in this folder are not touched.

Content types. Apache takes them from .htaccess. For nginx, in the server block:

    index index.html;
${nginx}

A host that can set none serves the feeds as application/xml and application/json; readers understand that, too.

Folders of tags have their plain names: a server finds tags/c++/ when it is asked for /tags/c%2B%2B/.
`;

export const buildNotes: readonly { readonly path: string; readonly body: string }[] = [
  { path: ".htaccess", body: htaccess },
  // GitHub Pages leaves out folders whose names begin with "_", and a tag may.
  { path: ".nojekyll", body: "" },
  { path: "README.txt", body: readme },
];
