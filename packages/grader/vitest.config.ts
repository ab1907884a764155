export { testConfig as default } from '@tomada/testing/vitest-config';
