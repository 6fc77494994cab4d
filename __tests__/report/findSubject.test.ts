import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../src/domain/fixture.ts';
import { findSubject } from '../../src/report/buildReport.ts';
import { makeFixture } from '../helpers/factories/makeFixture.ts';
import { makeFixtureResult } from '../helpers/factories/makeFixtureResult.ts';
import { makeEvaluatedPin } from '../helpers/factories/makePinResult.ts';

const pin = makeEvaluatedPin([makeFixtureResult({ id: 'a', team: 'auth' })]);

describe('findSubject', () => {
  it.each<[Record<string, Json>, string | undefined]>([
    [{ body: 'B', subject: 'S' }, 'S'],
    [{ 'Ticket ID': 'T-1', Description: 'D', Subject: 'S' }, 'S'],
    [{ 'Ticket ID': 'T-1', Wording: 'W' }, 'T-1'],
    [{ subject: ' ', Title: 'T' }, 'T'],
    [{ count: 3 }, undefined],
  ])('of %j', (fields, subject) => {
    const fixture = { ...makeFixture({ id: 'a', team: 'auth' }), fields };
    expect(findSubject(fixture, pin)).toBe(subject);
  });
});
