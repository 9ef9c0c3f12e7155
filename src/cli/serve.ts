import { once } from "node:events";
import { App } from "../app.ts";
import { readFlags } from "./arguments.ts";
import { CommandError, type Command } from "./command.ts";
import { openDataStore } from "./open-store.ts";
import { reloadOnEdit } from "./reload.ts";
import { setUp } from "./setup.ts";
import { errorCode } from "../model/error-code.ts";

export const serve: Command = {
  usage: "serve",
  summary: "polls the feeds and publishes them over HTTP, until it is stopped",
  async run(terminal) {
    const setup = await setUp(terminal, readFlags("serve", terminal.args, []), terminal.stdout);
    const { settings, log, doubts } = setup;
    if (doubts.length > 0) log.warn({ doubts }, "the config names what it does not list");
    const store = await openDataStore(settings, terminal.processes);
    try {
      const { host, port } = settings;
      const app = new App({ ...setup, store, host, port });
      await listening(app.start(), `${host}:${port}`);
      reloadOnEdit(app, setup, terminal);
      log.info({ url: app.url, sources: setup.config.sources.length }, "serving");
      if (!terminal.signal.aborted) await once(terminal.signal, "abort");
      log.info("stopping");
      await app.stop();
      return 0;
    } finally {
      await store.close();
    }
  },
};

const noSuchAddress: ReadonlySet<string> = new Set(["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN"]);

async function listening(starting: Promise<void>, place: string): Promise<void> {
  try {
    await starting;
  } catch (cause) {
    const code = errorCode(cause);
    if (code === "EADDRINUSE") {
      throw new CommandError(`${place} is taken by another program; name another port with PORT.`, {
        cause,
      });
    }
    if (code === "EACCES") {
      throw new CommandError(
        `${place} is not open to this user; name a port from 1024 with PORT.`,
        {
          cause,
        },
      );
    }
    if (code !== null && noSuchAddress.has(code)) {
      throw new CommandError(
        `${place} is no address of this machine (${code}); name one with HOST.`,
        { cause },
      );
    }
    throw cause;
  }
}
