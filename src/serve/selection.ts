import type { Config, Output } from "../model/config.ts";
import { isNamed } from "../model/source-name.ts";
import { siteTitle } from "../publish/site-title.ts";
import type { Folder } from "./address.ts";
import type { Generation } from "./generation.ts";

/** The posts an address is about: all, those of a tag, of one source, or of a named output. */
export type Selection = {
  /** Below the site's address, percent-encoded, with a trailing slash; '' for the whole site. */
  readonly path: string;
  /** null: the site's own title. */
  readonly title: string | null;
  /** null: all sources. */
  readonly sourceIds: readonly string[] | null;
  readonly output: Output | null;
};

/**
 * The selection that lives in a folder; null where the config knows none, so that made-up tags and ids cost neither a
 * query nor memory.
 */
export function findSelection(folder: Folder, generation: Generation): Selection | null {
  const [kind, name] = folder;
  if (kind === undefined) return { path: "", title: null, sourceIds: null, output: null };
  if (kind === "tags" && name !== undefined && folder.length === 2)
    return tagSelection(name, generation);
  if (kind === "sources" && name !== undefined && folder.length === 2)
    return sourceSelection(name, generation);
  return outputSelection(folder.join("/"), generation.config);
}

function tagSelection(name: string, { config }: Generation): Selection | null {
  const tag = name.toLowerCase();
  const tagged = config.sources.filter(({ tags }) => hasTag(tags, tag));
  if (tagged.length === 0) return null;
  const sourceIds = tagged.map(({ id }) => id);
  const path = `tags/${encodeURIComponent(tag)}/`;
  return { path, title: `${siteTitle(config)}: ${tag}`, sourceIds, output: null };
}

function sourceSelection(id: string, { sources }: Generation): Selection | null {
  const source = sources.get(id);
  if (source === undefined) return null;
  return { path: `sources/${id}/`, title: source.shown.title, sourceIds: [id], output: null };
}

function outputSelection(name: string, config: Config): Selection | null {
  const output = config.outputs.find(({ path }) => path === name);
  if (output === undefined) return null;
  const path = `${name.split("/").map(encodeURIComponent).join("/")}/`;
  const title = output.title ?? `${siteTitle(config)}: ${output.path}`;
  return { path, title, sourceIds: outputSources(output, config), output };
}

/** The sources with one of the output's tags, and those it names; all where it names neither. */
function outputSources(output: Output, config: Config): readonly string[] | null {
  if (output.tags.length + output.sources.length === 0) return null;
  return config.sources
    .filter(
      (source) =>
        output.tags.some((tag) => hasTag(source.tags, tag.toLowerCase())) ||
        output.sources.some((wanted) => isNamed(source, wanted)),
    )
    .map(({ id }) => id);
}

function hasTag(tags: readonly string[], wanted: string): boolean {
  return tags.some((tag) => tag.toLowerCase() === wanted);
}
