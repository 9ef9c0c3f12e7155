/**
 * How fast feeds are read, from bytes to sanitised entries, beside rss-parser (which sanitises nothing) and Python
 * feedparser (Debian's python3-feedparser, as it comes). Two warm-up passes, then the median of five.
 *
 *   npm run bench:parse
 *
 * Takes the captured feeds of ../shared/corpus where they are, else documents of its own.
 */
import { benchDocuments, type BenchDocument } from "./parse/documents.ts";
import { measureFeedparser } from "./parse/feedparser.ts";
import { countedPasses, measurePasses, warmUpPasses, type Seconds } from "./parse/measure.ts";
import { parseAndDerive, readWholly, rssParser } from "./parse/readers.ts";
import { StepClock, steps } from "./parse/steps.ts";

type Row = Seconds & { readonly reader: string; readonly entries: number };

const documents = benchDocuments();
const megabytes = documents.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) / 1e6;

async function measureReader(reader: string, pass: () => Promise<number> | number): Promise<Row> {
  let entries = 0;
  const seconds = await measurePasses(async () => {
    entries = await pass();
  });
  return { reader, entries, ...seconds };
}

function each(read: (document: BenchDocument) => number): () => number {
  return () => documents.reduce((sum, document) => sum + read(document), 0);
}

function printTable(rows: readonly Row[], reference: Row | undefined): void {
  const head = [
    "reader",
    "entries",
    "wall s",
    "CPU s",
    "MB/s",
    "entries/s",
    "× by wall",
    "× by CPU",
  ];
  print(head);
  print(head.map(() => "---"));
  for (const { reader, entries, wall, cpu } of rows) {
    const speed = [
      wall.toFixed(2),
      cpu.toFixed(2),
      (megabytes / wall).toFixed(1),
      Math.round(entries / wall),
    ];
    const times =
      reference === undefined ? ["", ""] : [ratio(reference.wall, wall), ratio(reference.cpu, cpu)];
    print([reader, entries, ...speed, ...times]);
  }
}

function printShares(): void {
  const clock = new StepClock();
  for (let pass = 0; pass < warmUpPasses + countedPasses; pass += 1) {
    if (pass === warmUpPasses) clock.spent.clear();
    for (const document of documents) clock.read(document);
  }
  const whole = [...clock.spent.values()].reduce((sum, spent) => sum + spent, 0);
  print(["step", "ms", "share"]);
  print(["---", "---", "---"]);
  for (const step of steps) {
    const spent = clock.spent.get(step) ?? 0;
    print([step, Math.round(spent / countedPasses), `${((100 * spent) / whole).toFixed(1)} %`]);
  }
}

function ratio(of: number, to: number): string {
  return (of / to).toFixed(2);
}

function print(cells: readonly (string | number)[]): void {
  process.stdout.write(`| ${cells.join(" | ")} |\n`);
}

process.stdout.write(`${documents.length} documents, ${megabytes.toFixed(1)} MB\n\n`);
const rows = [
  await measureReader("Feedloom, bytes to stored form", each(readWholly)),
  await measureReader("Feedloom, bytes to sanitised entries", each(parseAndDerive)),
  await measureReader("rss-parser, text, nothing sanitised", rssParser(documents)),
];
const found = measureFeedparser(documents);
if (found === null) {
  process.stdout.write(
    "Python feedparser is not here (Debian: python3-feedparser); not compared.\n\n",
  );
}
const reference =
  found === null ? undefined : { ...found, reader: `Python feedparser ${found.version}` };
printTable(reference === undefined ? rows : [...rows, reference], reference);
process.stdout.write("\n");
printShares();
