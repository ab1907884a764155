import { testConfig } from '@tomada/testing/vitest-config';

export default testConfig;
