// pnpm loads this file before anything else, so an old Node is told in one sentence instead of failing half-way.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `A Tomada precisa do Node 20.19 ou mais novo, e este computador usa o ${process.version}: instale a versão LTS de https://nodejs.org e repita o comando.\n`,
  );
  process.exit(1);
}
