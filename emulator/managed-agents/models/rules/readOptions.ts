/** A label that a prompt offers, with what the prompt says about it. */
export interface Option {
  readonly name: string;
  /** Empty when the prompt says nothing about it. */
  readonly description: string;
}

/** Longer lists are no labels that anybody chooses from. */
export const mostOptions = 200;

const quotes = '["\'`*_“”‘’<>]';
const name = `[\\p{L}\\p{N}][\\p{L}\\p{N} _./&+-]{0,39}?`;
const quoted = new RegExp(
  `^${quotes}+(?<name>${name})\\s*:?${quotes}+\\s*(?:team|queue)?\\s*[:=–—-]*\\s*(?<description>.*)$`,
  'su',
);
const plain = new RegExp(
  `^(?<name>${name})(?:\\s*[:=–—](?:\\s+|$)|\\s+-\\s+|\\s*(?=\\())(?<description>.*)$`,
  'su',
);
const handles =
  /^(?:the\s+)?(?<name>\S{1,40})\s+(?:team\s+)?(?:handles|covers|owns|takes|gets|is for|for|when|if)\s+(?<description>.*)$/su;
const bare = new RegExp(`^(?<name>${name})[.;,]?$`, 'u');

/**
 * Reads one item of a list as a label: `billing: invoices, refunds`, `**billing** (invoices)`,
 * `billing handles invoices`, or a name alone. `undefined` when it reads like a sentence instead.
 */
export function readOption(text: string): Option | undefined {
  for (const form of [quoted, plain, handles, bare]) {
    const groups = form.exec(text.trim())?.groups;
    const found = groups?.['name']?.trim();
    if (found === undefined || found.split(/\s+/).length > 3) continue;
    return { name: found, description: (groups?.['description'] ?? '').trim() };
  }
  return undefined;
}

/**
 * Reads labels that stand in one line: `billing, auth or dashboard`, `billing | auth`, `P0 (outage), P1`.
 * `undefined` unless all of at least two parts are labels.
 */
export function readInlineOptions(text: string): Option[] | undefined {
  const parts = text
    .trim()
    .replace(/[.!?]+$/, '')
    .split(/(?:\s*[,;|/]\s*(?:(?:or|and)\s+)?|\s+(?:or|and)\s+)(?![^(]*\))/);
  if (parts.length < 2 || parts.length > mostOptions) return undefined;
  const options = parts.map((part) => readShortOption(part));
  return options.every((option) => option !== undefined) ? options : undefined;
}

const short = new RegExp(
  `^(?:the\\s+)?${quotes}*(?<name>${name})${quotes}*(?:\\s*\\((?<description>[^)]*)\\))?${quotes}*$`,
  'u',
);

function readShortOption(text: string): Option | undefined {
  const groups = short.exec(text.trim())?.groups;
  const found = groups?.['name']?.trim();
  if (found === undefined || found.split(/\s+/).length > 3) return undefined;
  return { name: found, description: groups?.['description'] ?? '' };
}
