import type { AgentService } from '../../src/domain/agentService.ts';

/** A service that answers what a test says, and fails on every call that the test does not expect. */
export function stubService(methods: Partial<AgentService>): AgentService {
  const refuse = (method: string) => () => {
    throw new Error(`unexpected call of ${method}`);
  };
  return {
    agent: refuse('agent'),
    agentVersion: refuse('agentVersion'),
    versions: refuse('versions'),
    createAgent: refuse('createAgent'),
    updateAgent: refuse('updateAgent'),
    environment: refuse('environment'),
    environments: refuse('environments'),
    createEnvironment: refuse('createEnvironment'),
    createSession: refuse('createSession'),
    stream: refuse('stream'),
    events: refuse('events'),
    interrupt: refuse('interrupt'),
    archive: refuse('archive'),
    sessions: refuse('sessions'),
    ...methods,
  };
}
