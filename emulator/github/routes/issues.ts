import { z } from 'zod';
import { assignIssue } from '../actions/assignIssue.ts';
import { labelIssue } from '../actions/labelIssue.ts';
import { page } from '../http/paginate.ts';
import { readBody } from '../http/readBody.ts';
import { json, type Route, route } from '../http/route.ts';
import { renderIssue } from '../render/issue.ts';
import { renderLabels } from '../render/label.ts';
import { issueOf, readIssue, writeIssue } from './issueOf.ts';

const names = z.array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]));

/** GitHub takes the list as it is, too. */
const labels = z.union([names, z.object({ labels: names }).transform((body) => body.labels)]);

const assignees = z.object({ assignees: z.array(z.string()).default([]) });

/** What a pull request has as an issue: labels and assignees. */
export const issueRoutes: readonly Route[] = [
  route('get', '/repos/{owner}/{repo}/issues/{issue_number}', {
    docs: 'issues/issues#get-an-issue',
    needs: readIssue,
    handle: (request) => json(renderIssue(request.world, issueOf(request))),
  }),

  route('get', '/repos/{owner}/{repo}/issues/{issue_number}/labels', {
    docs: 'issues/labels#list-labels-for-an-issue',
    needs: readIssue,
    handle: (request) =>
      page(request, renderLabels(request.world, issueOf(request).labels), (label) => label),
  }),

  route('post', '/repos/{owner}/{repo}/issues/{issue_number}/labels', {
    docs: 'issues/labels#add-labels-to-an-issue',
    needs: writeIssue,
    async handle(request) {
      const pull = issueOf(request);
      labelIssue(request.world, pull, await readBody(request, labels));
      return json(renderLabels(request.world, pull.labels));
    },
  }),

  route('post', '/repos/{owner}/{repo}/issues/{issue_number}/assignees', {
    docs: 'issues/assignees#add-assignees-to-an-issue',
    needs: writeIssue,
    async handle(request) {
      const pull = issueOf(request);
      assignIssue(request.world, pull, (await readBody(request, assignees)).assignees);
      return json(renderIssue(request.world, pull), { status: 201 });
    },
  }),
];
