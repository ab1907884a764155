// #region never-connected
import { Socket } from 'node:net';

// Criar um socket não o liga a ninguém.
const connection = new Socket();
connection.on('error', (error) => console.log(`Erro: ${error.message}`));
// O defeito: faltou connection.connect(…).
connection.write('olá\n');
// #endregion never-connected
