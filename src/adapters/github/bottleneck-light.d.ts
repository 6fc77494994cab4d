/** The build without Redis that `@octokit/plugin-throttling` itself uses; it comes without types. */
declare module 'bottleneck/light.js' {
  export { default } from 'bottleneck';
}
