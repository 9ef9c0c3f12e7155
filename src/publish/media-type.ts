const typesByExtension: Readonly<Record<string, string>> = {
  avif: "image/avif",
  gif: "image/gif",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  png: "image/png",
  svg: "image/svg+xml",
  webp: "image/webp",
  aac: "audio/aac",
  flac: "audio/flac",
  m4a: "audio/mp4",
  mp3: "audio/mpeg",
  oga: "audio/ogg",
  ogg: "audio/ogg",
  opus: "audio/opus",
  wav: "audio/wav",
  m4v: "video/mp4",
  mov: "video/quicktime",
  mp4: "video/mp4",
  webm: "video/webm",
  epub: "application/epub+zip",
  pdf: "application/pdf",
  zip: "application/zip",
};

/** Names that were never registered, and that readers may not know. */
const registeredNames: Readonly<Record<string, string>> = {
  "image/jpg": "image/jpeg",
  "audio/mp3": "audio/mpeg",
};

const mediaType = /^[a-z0-9!#$&^_.+-]{1,64}\/[a-z0-9!#$&^_.+-]{1,64}$/;

/** The media type a feed states, without parameters, where it is one; else what the address's extension tells; else null. */
export function cleanMediaType(stated: string | null, url: string): string | null {
  const type = stated?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return mediaType.test(type) ? (registeredNames[type] ?? type) : typeByExtension(url);
}

function typeByExtension(url: string): string | null {
  const extension = /\.([a-z0-9]{2,4})$/i.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(typesByExtension, extension) ? (typesByExtension[extension] ?? null) : null;
}
