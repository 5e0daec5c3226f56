sElEcT 1; BeGiN; eNd;
