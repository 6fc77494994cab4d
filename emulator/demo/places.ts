/** The agent's folder, in this repository and in the emulated one. */
export const FOLDER = 'prompts/ticket-triage';

export const PIN = `${FOLDER}/pinned-version.yml`;

export const AGENT_FILE = `${FOLDER}/ticket-triage.agent.yaml`;
