import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { probeScript } from "./probe.ts";

const executablePath = "/usr/bin/chromium";

/** Quiet: a browser that asks for nothing by itself. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Pages that readers show articles in; answered by us, without any policy that would hold a script back. */
const readerUrl = "http://reader.example/";

/** Whether Debian's Chromium is here; its absence is said. */
export function hasChromium(): boolean {
  const isHere = existsSync(executablePath);
  if (!isHere) process.stdout.write("not here: chromium; the tests that use it are skipped\n");
  return isHere;
}

/** What a page did, shown in it or asked for, that no article may make it do. */
export type Fault = string;

/** Chromium that lets no request out but to one site, and notes everything that happens by itself. */
export class WatchedBrowser implements AsyncDisposable {
  readonly faults: Fault[] = [];
  readonly #browser: Browser;
  readonly #context: BrowserContext;
  readonly #siteUrl: string;
  #document = "";

  private constructor(browser: Browser, context: BrowserContext, siteUrl: string) {
    this.#browser = browser;
    this.#context = context;
    this.#siteUrl = siteUrl;
  }

  static async start(siteUrl: string): Promise<WatchedBrowser> {
    const browser = await chromium.launch({ executablePath, headless: true, args: quiet });
    const context = await browser.newContext({ viewport: { width: 1000, height: 1400 } });
    const watched = new WatchedBrowser(browser, context, siteUrl);
    await watched.#watch();
    return watched;
  }

  /** A page of the site as its visitors see it. */
  async openSite(path: string): Promise<Page> {
    const page = await this.#context.newPage();
    await page.goto(this.#siteUrl + path, { waitUntil: "load" });
    return page;
  }

  /** An HTML document of its own at a reader's address. */
  async openDocument(page: Page, html: string): Promise<void> {
    this.#document = html;
    await page.goto(readerUrl, { waitUntil: "load" });
  }

  newPage(): Promise<Page> {
    return this.#context.newPage();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }

  async #watch(): Promise<void> {
    await this.#context.exposeBinding("noteFault", (_, what: string) => this.faults.push(what));
    await this.#context.addInitScript({ path: probeScript });
    this.#context.on("dialog", (dialog) => {
      this.faults.push(`dialog: ${dialog.message()}`);
      // Chromium closes it by itself when its page goes away first.
      dialog.dismiss().catch(() => {});
    });
    this.#context.on("page", (page) => {
      page.on("popup", (popup) => this.faults.push(`window: ${popup.url()}`));
      page.on("download", (download) => this.faults.push(`download: ${download.url()}`));
    });
    await this.#context.route("**/*", async (route) => {
      const request = route.request();
      const url = request.url();
      if (url === readerUrl && request.frame().parentFrame() === null) {
        await route.fulfill({ contentType: "text/html; charset=utf-8", body: this.#document });
      } else if (url.startsWith(this.#siteUrl)) {
        await route.continue();
      } else {
        const kind = request.resourceType();
        if (!isAllowed(kind, url)) this.faults.push(`request (${kind}): ${url}`);
        await route.abort();
      }
    });
  }
}

/** Images and known players may be asked for; here nothing answers them. */
function isAllowed(resourceType: string, url: string): boolean {
  return resourceType === "image" || (resourceType === "document" && isKnownPlayer(url));
}

function isKnownPlayer(url: string): boolean {
  return /^https:\/\/(?:www\.youtube-nocookie\.com\/embed|player\.vimeo\.com\/video)\//.test(url);
}
