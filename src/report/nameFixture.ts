import type { Fixture } from '../domain/fixture.ts';
import { codeSpan } from './escape.ts';
import { fileUrl, link } from './links.ts';
import type { ReportContext } from './reportContext.ts';

/** A fixture's id, linked to its line at the commit that it was read from. */
export function nameFixture(fixture: Fixture, commit: string, context: ReportContext): string {
  return link(codeSpan(fixture.id, 60), fileUrl(context, commit, fixture.file, fixture.line));
}
