import type { ReadPoll } from "../../src/store/saving-poll.ts";
import { hour, noon, samplePoll, sampleSource } from "./samples.ts";

export const killedSource = sampleSource("https://a.example/feed");

/** The document of a round: 30 entries more than the last, some of them edited, all of them still listed. */
export function killedPoll(round: number): ReadPoll {
  const entries = Array.from({ length: 100 + 30 * round }, (_, index) => ({
    identity: `e${index}`,
    id: `https://a.example/${index}`,
    title: index % 50 === 0 ? `Round ${round}` : "Title",
    text: "text ".repeat(200),
  }));
  return samplePoll(killedSource, entries, { now: noon + round * hour });
}
