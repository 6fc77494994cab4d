import { describe, expect, it } from '@jest/globals';
import { readWords } from '../../../../../emulator/managed-agents/models/rules/readWords.ts';

describe('readWords', () => {
  it.each([
    ['usage use uses used using'],
    ['charge charges charged charging'],
    ['invoice Invoices INVOICED invoicing'],
    ['bill bills billed billing'],
    ['paginate pagination paginated'],
    ['payment payments pay paying'],
    ['query queries'],
    ['API APIs'],
    ['crash crashes crashed'],
    ['access accesses'],
    ['case cases'],
    ['box boxes'],
    ["customer's customer customers customer’s"],
  ])('%s are one word', (forms) => {
    expect(new Set(readWords(forms)).size).toBe(1);
  });

  it.each([
    ['need knee'],
    ['page p'],
    ['string str'],
    ['this thus'],
    ['auth author authentication'],
    ['429 42'],
  ])('%s stay apart', (words) => {
    const found = readWords(words);
    expect(new Set(found).size).toBe(found.length);
  });

  it('keeps the order, splits at anything but letters and digits, and drops stop words', () => {
    expect(readWords('The /v2/events endpoint, and our two-factor CODES!')).toEqual([
      'v2',
      'event',
      'endpoint',
      'two',
      'factor',
      'cod',
    ]);
    expect(readWords('ｆｕｌｌｗｉｄｔｈ Rückerstattung')).toEqual(['fullwidth', 'rückerstattung']);
    expect(readWords('it is of the and \n ')).toEqual([]);
  });
});
