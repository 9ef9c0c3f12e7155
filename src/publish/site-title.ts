import type { Config } from "../model/config.ts";
import { cleanLine } from "./clean-text.ts";

/** The config's title as every document shows it; one of control characters only is none. */
export function siteTitle({ title }: Pick<Config, "title">): string {
  return cleanLine(title) || "Feedloom";
}
