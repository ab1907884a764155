/* Certo: o oráculo em C, sem nada do que este pacote traz. */
#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *ANSWERS[] = {"sim", "n\xc3\xa3o", "talvez"};

static void *serve(void *argument) {
  int connection = (int)(long)argument;
  char byte;
  long length = 0;
  while (read(connection, &byte, 1) == 1 && byte != '\n') length++;
  if (length > 0) {
    const char *answer = ANSWERS[rand() % 3];
    write(connection, answer, strlen(answer));
  }
  close(connection);
  return NULL;
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  const char *port = getenv("PORT");
  struct sockaddr_in address = {0};
  address.sin_family = AF_INET;
  address.sin_port = htons(port ? atoi(port) : 12345);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  int yes = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0) return 1;
  if (listen(listener, 64) != 0) return 1;
  for (;;) {
    int connection = accept(listener, NULL, NULL);
    pthread_t thread;
    if (connection >= 0 &&
        pthread_create(&thread, NULL, serve, (void *)(long)connection) == 0)
      pthread_detach(thread);
  }
}
