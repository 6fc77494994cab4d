import { Document, isScalar, parseDocument, Scalar, visit } from 'yaml';
import type { AgentParams } from '../../domain/agent.ts';

/**
 * The text of an agent file (the form of Anthropic's `ant` command). The prompt stands in it as a literal block, for
 * diffs that people can read; one that a block cannot hold exactly (carriage returns, control characters, blank ends)
 * is written in double quotes.
 */
export function renderAgentFile(params: AgentParams): string {
  const text = write(params, Scalar.BLOCK_LITERAL);
  const { system } = params;
  if (typeof system !== 'string' || (isPlain(system) && isSystem(text, system))) return text;
  return write(params, Scalar.QUOTE_DOUBLE);
}

function write(params: AgentParams, type: Scalar.Type): string {
  const document = new Document(params, { aliasDuplicateObjects: false, compat: 'yaml-1.1' });
  visit(document, {
    Scalar: (key, node) => {
      // Everything else of several lines is short, or not for reading: in quotes no line of it can be lost.
      if (key !== 'key' && typeof node.value === 'string' && node.value.includes('\n')) {
        node.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  const system = document.get('system', true);
  if (isScalar(system)) system.type = type;
  return document.toString({
    lineWidth: 0,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
}

// What other readers of YAML take for the end of a line, or do not take at all, is not written as it is.
function isPlain(text: string): boolean {
  return !/[^\P{C}\n\t\u200B-\u200D\u{E0020}-\u{E007F}]|[\u2028\u2029]/u.test(text);
}

function isSystem(text: string, system: string): boolean {
  const document = parseDocument(text, { schema: 'core', logLevel: 'silent' });
  return document.errors.length === 0 && document.get('system') === system;
}
