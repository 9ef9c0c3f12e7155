import type { Fetcher } from "./fetch/fetcher.ts";
import type { FormAnswer } from "./fetch/form.ts";
import { FetchError } from "./model/errors.ts";
import type { Queue } from "./schedule/queue.ts";

export type HubPost = {
  readonly hub: string;
  readonly form: Readonly<Record<string, string>>;
  readonly proxy: string | null;
  readonly signal: AbortSignal;
};

/** Posts to a hub, which gets its turn in the queue like every other host. Throws FetchError, or the signal's reason. */
export async function postToHub(
  { queue, fetcher }: { readonly queue: Queue; readonly fetcher: Fetcher },
  { hub, form, proxy, signal }: HubPost,
): Promise<FormAnswer> {
  const { host } = new URL(hub);
  const answers: FormAnswer[] = [];
  await queue.run([{ host }], {
    signal,
    worker: async (_item, turn) => {
      const beforeHop = (url: URL) => turn.waitForHost(url.host, signal);
      answers.push(await fetcher.postForm({ url: hub, form, proxy, beforeHop }, signal));
    },
    onResting: async () => {
      throw new FetchError("rate-limited", `${host} asks to be left alone`, { host });
    },
  });
  signal.throwIfAborted();
  const [answer] = answers;
  if (answer === undefined) throw new Error(`The queue gave ${host} no turn.`);
  return answer;
}
