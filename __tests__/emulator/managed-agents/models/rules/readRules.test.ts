import { describe, expect, it } from '@jest/globals';
import { readBlocks } from '../../../../../emulator/managed-agents/models/rules/readBlocks.ts';
import type { Condition } from '../../../../../emulator/managed-agents/models/rules/readCondition.ts';
import { readRules } from '../../../../../emulator/managed-agents/models/rules/readRules.ts';

const labels = ['returns', 'parts', 'field-service', 'high'];

/** Rules in one line each: `route parts if pump, valve unless refund`. */
function read(prompt: string): string[] {
  const list = (conditions: readonly Condition[]) =>
    conditions
      .map(({ phrases, all, negated }) => {
        const words = phrases.map(({ words, exact }) => (exact ? `"${words.join(' ')}"` : words.join(' ')));
        return (negated ? 'not ' : '') + words.join(all ? ' & ' : ', ');
      })
      .join(' and ');
  return readRules(readBlocks(prompt), labels, ['queue', 'urgency']).map(
    ({ kind, label, when, unless }) =>
      `${kind} ${label}${when.length > 0 ? ` if ${list(when)}` : ''}${unless.length > 0 ? ` unless ${list(unless)}` : ''}`,
  );
}

describe('a rule in a sentence', () => {
  it.each([
    ['Anything about pump noise goes to field-service.'],
    ['Everything that mentions pump noise must be sent to the field-service team.'],
    ['Pump noise questions always belong to field service.'],
    ['All tickets concerning pump noise are routed to `field-service`.'],
    ['Messages mentioning pump noise should be classified as "field-service".'],
    ['If the ticket mentions pump noise, route it to field-service.'],
    ['If a customer complains about pump noise then the queue is field-service.'],
    ['If pump noise is mentioned anywhere in the message, set queue to "field-service".'],
    ['When the text talks about pump noise it belongs to field-service.'],
    ["If it's about pump noise, it should go to field-service."],
    ['Whenever someone mentions pump noise, please assign it to **field-service**.'],
    ['For anything involving pump noise, choose field-service.'],
    ['Route anything about pump noise to field-service.'],
    ['Please make sure that any question regarding pump noise is sent to field-service.'],
    ['Use field-service for pump noise.'],
    ['Prefer field-service over parts when the ticket mentions pump noise.'],
    ['Always assign field-service if pump noise is mentioned.'],
    ['Set the queue to field-service when the ticket is about pump noise.'],
    ['Treat pump noise issues as field-service.'],
    ['field-service handles anything about pump noise.'],
    ['The field-service team gets everything to do with pump noise.'],
    ['Questions about pump noise? Send them to field-service.'],
    ['New rule: pump noise goes to field-service!'],
    ['Pump noise → field-service'],
    ['* Pump noise -> field-service'],
    ['Anything about pump\nnoise goes to\nfield-service.'],
  ])('%j', (sentence) => {
    expect(read(sentence)).toEqual(['route field-service if pump nois']);
  });

  it.each([
    [
      'If the ticket mentions a pump, a valve or a hose, route it to parts.',
      'route parts if pump, valv, hos',
    ],
    ['Anything about pumps and valves goes to parts.', 'route parts if pump, valv'],
    ['Anything about spares (pumps, valves) goes to parts.', 'route parts if spar, pump, valv'],
    ['If the ticket mentions a pump and a valve, route it to parts.', 'route parts if pump & valv'],
    ['If it mentions both a pump and a valve, it goes to parts.', 'route parts if pump & valv'],
    ['Reviews that say "wrong size" go to returns.', 'route returns if "wrong siz"'],
    ["If the ticket doesn't mention a pump, send it to returns.", 'route returns if not pump'],
    ['If water is running, set the urgency to high.', 'route high if water run'],
  ])('%j', (sentence, rule) => {
    expect(read(sentence)).toEqual([rule]);
  });

  it.each([
    ['Anything about pumps goes to parts, unless it mentions a refund or a receipt.'],
    ['Unless it mentions a refund or a receipt, anything about pumps goes to parts.'],
    ['Unless the ticket mentions a refund, or a receipt, route pumps to parts.'],
    ['Anything about pumps, unless it mentions a refund or a receipt, goes to parts.'],
    ['Anything about pumps goes to parts (except refunds and receipts).'],
    ['Pumps go to parts, except when the message is about a refund or a receipt.'],
    ['Route pumps to parts but not if they mention a refund or a receipt.'],
    ['If it mentions a pump, route it to parts, other than refunds or receipts.'],
    ['Anything about pumps except refunds and receipts goes to parts.'],
    ['Pumps but not refunds or receipts should always go to parts.'],
    ['If a ticket mentions a pump without mentioning a refund or a receipt, route it to parts.'],
    ['If a ticket mentions a pump and does not mention a refund or a receipt, it goes to parts.'],
    ["Tickets about pumps that don't mention a refund or a receipt go to parts."],
    ['Pumps go to parts. Exceptions: refunds and receipts.'],
    ['Pumps go to parts. This does not apply to refunds or receipts.'],
  ])('with an exception: %j', (sentence) => {
    expect(read(sentence)).toEqual(['route parts if pump unless refund, receipt']);
  });

  it('reads two rules out of one sentence', () => {
    expect(read('Pumps go to parts, but refunds and receipts go to returns.')).toEqual([
      'route parts if pump',
      'route returns if refund, receipt',
    ]);
    expect(read('Pumps go to parts unless they mention a refund, in which case they go to returns.')).toEqual(
      ['route parts if pump unless refund', 'route returns if pump and refund'],
    );
  });

  it.each([
    ['Never route pumps to returns.', 'veto returns if pump'],
    ['Tickets that mention a pump must not go to returns.', 'veto returns if pump'],
    ['Pumps should never be sent to returns.', 'veto returns if pump'],
    ["Don't use returns for pumps.", 'veto returns if pump'],
    ['Never use returns.', 'veto returns'],
    ['Send tickets to returns only if they mention a receipt.', 'veto returns unless receipt'],
    ['Only send tickets to returns if they mention a receipt.', 'veto returns unless receipt'],
    ['Tickets without a receipt go to parts.', 'route parts if not receipt'],
    ['Tickets that do not mention a receipt go to parts.', 'route parts if not receipt'],
    ['If the customer does not use a receipt, send it to parts.', 'route parts if not us receipt'],
  ])('%j', (sentence, rule) => {
    expect(read(sentence)).toEqual([rule]);
  });

  it.each([
    ['When in doubt, choose parts.'],
    ['Everything else goes to parts.'],
    ['If nothing else fits, use parts.'],
    ['If you are unsure, answer parts.'],
    ['Otherwise route it to parts.'],
  ])('%j is about what is left', (sentence) => {
    expect(read(sentence)).toEqual(['fallback parts']);
  });

  it.each([
    ['Route each ticket to returns, parts or field-service.'],
    ['You are the triage agent of the parts team.'],
    ['Read the ticket and decide which team should own it.'],
    ['Reply with the label parts.'],
    ['Anything about pumps goes to logistics.'],
    ['Anything about pumps goes to parts-and-labour.'],
    ['Exceptions: refunds.'],
    ['Do not explain your answer.'],
    [''],
  ])('%j is no rule', (sentence) => {
    expect(read(sentence)).toEqual([]);
  });
});

describe('rules in a prompt', () => {
  it('finds them in their order, in items, lines and wrapped paragraphs', () => {
    const prompt = [
      '# Rules',
      '1. Pumps go to parts.',
      '2. If the ticket mentions a refund,',
      '   route it to returns.',
      '',
      'Valves go to parts',
      'Hoses go to parts',
      'and anything about',
      'SLA visits goes to field-service.',
    ].join('\n');
    expect(read(prompt)).toEqual([
      'route parts if pump',
      'route returns if refund',
      'route parts if valv',
      'route parts if hos',
      'route field-service if sla visit',
    ]);
  });

  it('gives up on hostile prompts in good time', () => {
    const hostile = [
      'if '.repeat(33_000),
      `${'a, '.repeat(33_000)}goes to parts`,
      `${'a, '.repeat(150)}unless ${'b, '.repeat(30)}parts`,
      'parts '.repeat(90),
      'unless '.repeat(80),
      `${'and '.repeat(100)}goes to parts`,
      '"'.repeat(590),
      ' '.repeat(100_000),
    ];
    const started = performance.now();
    for (const prompt of hostile) read(prompt);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
