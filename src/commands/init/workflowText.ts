/** The workflow that runs the gate; README.md tells why it looks like this, and a test compares the two. */
export const WORKFLOW_TEXT = `name: Pin Gate

on:
  pull_request:
    branches: [main]
  merge_group:

permissions:
  contents: read        # reads pins, policy and fixtures by the API
  pull-requests: write  # lists the changed files, writes the comment and suggestions

concurrency:
  group: pin-gate-\${{ github.event.pull_request.number || github.ref }}
  cancel-in-progress: true

jobs:
  pin-gate:
    name: Pin Gate
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: OWNER/pin-gate@COMMIT
        with:
          anthropic-api-key: \${{ secrets.ANTHROPIC_API_KEY }}
`;
