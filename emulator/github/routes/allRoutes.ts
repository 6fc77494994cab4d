import type { Route } from '../http/route.ts';
import { accountRoutes } from './account.ts';
import { commentRoutes } from './comments.ts';
import { commitRoutes } from './commits.ts';
import { contentsRoutes } from './contents.ts';
import { gitDataRoutes } from './gitData.ts';
import { issueRoutes } from './issues.ts';
import { pullRoutes } from './pulls.ts';
import { repositoryRoutes } from './repositories.ts';
import { reviewCommentRoutes } from './reviewComments.ts';

export const allRoutes: readonly Route[] = [
  ...repositoryRoutes,
  ...pullRoutes,
  ...commentRoutes,
  ...issueRoutes,
  ...reviewCommentRoutes,
  ...contentsRoutes,
  ...gitDataRoutes,
  ...commitRoutes,
  ...accountRoutes,
];
